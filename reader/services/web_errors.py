"""Why something could not be had from the web, in words for a person."""

import errno
import os
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reader.errors import ReaderError

_LONGEST_WAIT = 30 * 24 * 3600
_BY_NUMBER = {
    errno.ECONNREFUSED: "the server refuses the connection",
    errno.ECONNRESET: "the server broke the connection off",
    errno.EPIPE: "the server broke the connection off",
    errno.ECONNABORTED: "the connection was broken off",
    errno.ENETUNREACH: "the network cannot be reached",
    errno.ENETDOWN: "the network is down",
    errno.EHOSTUNREACH: "the server cannot be reached",
    errno.ETIMEDOUT: "the server does not answer",
}
_BY_STATUS = {
    400: "the server does not understand the address (400)",
    401: "the server asks for a name and a password, which Gloss cannot give (401)",
    402: "the server asks for payment (402)",
    403: "the server refuses to show it to Gloss (403)",
    404: "the server has nothing at this address (404)",
    407: "the proxy asks for a name and a password (407)",
    408: "the server waited too long for the request (408)",
    410: "the server says that it is gone for good (410)",
    429: "the server says that it was asked too often (429)",
    451: "the server may not show it for legal reasons (451)",
    500: "the server met an error of its own (500)",
    503: "the server is too busy or closed for maintenance (503)",
}


class FetchError(ReaderError):
    """Something could not be had from the web.

    `reason` says why, without capital and full stop. `status` is that of HTTP, 0 where there was no answer; `wait`
    the seconds after which the server wants to be asked again, 0 where it says none.
    """

    def __init__(self, url: str, reason: str, status: int = 0, wait: int = 0) -> None:
        super().__init__(f"{url} cannot be fetched: {reason}. Nothing was changed.")
        self.reason = reason
        self.status = status
        self.wait = wait


def status_error(url: str, status: int, retry_after: str) -> FetchError:
    """What an answer that is neither the thing itself nor a redirect means."""
    reason = _BY_STATUS.get(status)
    if reason is None:
        whose = "the server met an error of its own" if status >= 500 else "the server does not give it"
        reason = f"{whose} ({status})"
    wait = seconds_to_wait(retry_after)
    if wait:
        reason += f" and wants to be asked again in {spoken_wait(wait)}"
    return FetchError(url, reason, status, wait)


def seconds_to_wait(retry_after: str) -> int:
    """What the field Retry-After says, a number of seconds or a date (RFC 9110, section 10.2.3); 0 for nothing."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:12]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, min(round((moment - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT))


def spoken_wait(seconds: int) -> str:
    """A time to wait, as a person says it, such as `5 minutes`."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def network_reason(error: BaseException, host: str) -> str:
    """Why there was no whole answer, from what urllib3 raised: a sentence without capital and full stop."""
    from urllib3 import exceptions as http  # noqa: PLC0415 - loaded with the first request

    for cause in _chain(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return f"the certificate of {host} cannot be trusted ({cause.verify_message or 'it does not fit'})"
            case http.NameResolutionError():
                return f"no server by the name {host} is known; check the address, and whether you are online"
            case http.ProxyError():
                return "the proxy of this system cannot be reached or does not work"
            case ssl.SSLError():
                return f"no secure connection to {host} could be made"
            case http.NewConnectionError():
                pass  # a timeout by its class, whatever it was; its cause tells
            case http.TimeoutError() | TimeoutError():
                return "the server does not answer in time"
            case http.IncompleteRead():
                return "the connection broke off in the middle"
            case OSError() if cause.errno in _BY_NUMBER:
                return _BY_NUMBER[cause.errno]
            case OSError() if cause.errno:
                return f"the system says “{os.strerror(cause.errno)}”"
            case _:
                pass
    return "the server does not answer as a web server does"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all that lies behind it, from the outside to the inside."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, *(part for part in one.args if isinstance(part, BaseException))]
    return found
