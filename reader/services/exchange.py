"""One request over HTTP and its answer, which a person can break off at any moment."""

import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from reader.errors import CancelledError
from reader.services.web_errors import FetchError, network_reason

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_CONNECT_SECONDS = 10.0
_CHUNK = 64 * 1024
_LOOK = 0.05
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, header fields (names in small letters) and body, which is empty but for a status of 200 to 299."""

    status: int
    fields: Mapping[str, str]
    body: bytes


class Exchange:
    """Asks one URL once, in a thread of its own: name servers and slow servers cannot be broken off otherwise."""

    def __init__(self, url: str, fields: Mapping[str, str], most_bytes: int, deadline: float) -> None:
        self._url = url
        self._host = urlsplit(url).hostname or url
        self._fields = fields
        self._most = most_bytes
        self._deadline = deadline
        self._sockets: list[socket.socket] = []
        self._over = threading.Event()
        self._given_up = False
        self._answer: Answer | None = None
        self._error: BaseException | None = None

    def run(self, cancelled: Callable[[], bool]) -> Answer:
        """Ask, and wait for the whole answer until the deadline, a time of `monotonic`.

        Raises FetchError, CancelledError. What was not whole by then is broken off and forgotten.
        """
        # A daemon, for a question to a name server can outlive the program.
        threading.Thread(target=self._work, name="gloss-fetch", daemon=True).start()
        while not self._over.wait(_LOOK):
            if cancelled():
                self._give_up()
                raise CancelledError(f"Fetching {self._url} was stopped. Nothing was changed.")
            if monotonic() > self._deadline:
                self._give_up()
                raise FetchError(self._url, "the server does not answer in time")
        if isinstance(self._error, FetchError):
            raise self._error
        if self._error is not None:
            raise self._told(self._error) from self._error
        assert self._answer is not None
        return self._answer

    def _told(self, error: BaseException) -> BaseException:
        from urllib3.exceptions import HTTPError  # noqa: PLC0415

        if isinstance(error, HTTPError | OSError | UnicodeError):
            return FetchError(self._url, network_reason(error, self._host))
        return error

    def _give_up(self) -> None:
        self._given_up = True
        for one in self._sockets:
            with suppress(OSError):  # it is closed already
                one.shutdown(socket.SHUT_RDWR)

    def _work(self) -> None:
        try:
            self._answer = self._ask()
        except BaseException as error:
            self._error = error
        finally:
            self._over.set()

    def _ask(self) -> Answer:
        manager = _manager(self._url, self._host, max(1.0, self._deadline - monotonic()), self._sockets)
        try:
            response = manager.request(
                "GET", self._url, headers=self._fields, preload_content=False, redirect=False, retries=False
            )
            try:
                fields = {name.lower(): value for name, value in response.headers.items()}
                body = self._body(response, fields) if 200 <= response.status < 300 else b""
            finally:
                response.close()
        finally:
            manager.clear()
        return Answer(response.status, fields, body)

    def _body(self, response: "BaseHTTPResponse", fields: Mapping[str, str]) -> bytes:
        length = fields.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:15]) > self._most:
            raise self._too_large()
        data = bytearray()
        for part in _decoded(self._raw(response), fields.get("content-encoding", ""), self._most + 1, self._url):
            data += part
            if len(data) > self._most:
                raise self._too_large()
        return bytes(data)

    def _raw(self, response: "BaseHTTPResponse") -> Iterator[bytes]:
        taken = 0
        while part := response.read1(_CHUNK, decode_content=False):
            if self._given_up or monotonic() > self._deadline:
                raise FetchError(self._url, "the server sends it too slowly")
            taken += len(part)
            if taken > self._most:
                raise self._too_large()
            yield part

    def _too_large(self) -> FetchError:
        size = f"{self._most // 1024**2} MB" if self._most >= 1024**2 else f"{self._most:,} bytes"
        return FetchError(self._url, f"it is larger than {size}")


def _decoded(parts: Iterator[bytes], encoding: str, most: int, url: str) -> Iterator[bytes]:
    """The parts unpacked, never much more than `most` bytes of them at once, however small they came."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from parts
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(url, f"it is packed in a way that Gloss does not know ({encoding[:40]})")
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        for part in parts:
            yield unpacking.decompress(part, most)
            while unpacking.unconsumed_tail:
                yield unpacking.decompress(unpacking.unconsumed_tail, most)
    except zlib.error:
        raise FetchError(url, "it is packed, and what came cannot be unpacked") from None
    if not unpacking.eof:
        raise FetchError(url, "the connection broke off in the middle")


def _manager(url: str, host: str, seconds: float, sockets: list[socket.socket]) -> "PoolManager":
    """What asks over the proxy that the system names for the URL, or straight; it keeps its sockets in the list."""
    import urllib3  # noqa: PLC0415 - loaded with the first request
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    class Plain(HTTPConnection):
        def connect(self) -> None:  # type: ignore[explicit-override]
            super().connect()
            sockets.append(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:  # type: ignore[explicit-override]
            super().connect()
            sockets.append(self.sock)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    timeout = urllib3.Timeout(connect=min(_CONNECT_SECONDS, seconds), read=seconds)
    proxy = getproxies().get(urlsplit(url).scheme, "")
    manager = (
        urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", timeout=timeout)
        if proxy and not proxy_bypass(host)
        else urllib3.PoolManager(timeout=timeout)
    )
    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return manager
