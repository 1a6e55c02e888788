"""When two URLs name the same page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src|cmpid|smid|ocid", re.IGNORECASE
)
_PORTS = {"http": 80, "https": 443}


def page_key(url: str) -> str:
    """By this a page is known again: the URL without what does not change the page. Empty where it is no web address.

    Left out or made alike: http and https, the case of the host, a leading `www.`, the usual port, the fragment (but
    not one that is a path, by which programs in the browser tell their pages apart), a slash at the end, and parameters
    that only tell where a reader came from.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").removeprefix("www.")
    if scheme not in _PORTS or not host:
        return ""
    at = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    query = f"?{urlencode(kept)}" if kept else ""
    within = f"#{parts.fragment.rstrip('/')}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{at}{parts.path.rstrip('/')}{query}{within}"
