"""Fetching, from servers on this machine that behave, and from others that do not."""

import gzip
import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from reader import __version__
from reader.errors import CancelledError
from reader.services.fetch import Fetched, fetch, web_address
from reader.services.web_errors import FetchError, seconds_to_wait, spoken_wait
from tests.serving import Reply, Server, saying

CERTIFICATE = Path(__file__).parents[1] / "data" / "untrusted.pem"
LINE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


def refused(url: str, seconds: float = 10, most_bytes: int = 10**6) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, seconds=seconds, most_bytes=most_bytes)
    return caught.value


def _silent(_connection: socket.socket, over: Event) -> None:
    over.wait(10)


def test_what_lies_at_a_url_comes_with_its_type_and_its_charset(server: Server) -> None:
    server.replies["/a"] = Reply(b"<p>hi</p>", "Text/HTML; Charset=ISO-8859-1", fields={"ETag": '"x"'})
    assert fetch(f"{server.url}/a#part") == Fetched(
        f"{server.url}/a", 200, b"<p>hi</p>", "text/html", "iso-8859-1", '"x"'
    )
    assert server.asked[0].fields["user-agent"] == f"Gloss/{__version__}"


def test_a_server_that_names_no_type_leaves_it_empty(server: Server) -> None:
    server.replies["/"] = Reply(b"x", "")
    fetched = fetch(server.url)
    assert (fetched.content_type, fetched.charset) == ("", "")


def test_what_was_not_modified_comes_without_a_body(server: Server) -> None:
    server.replies["/"] = Reply(status=304)
    fetched = fetch(server.url, etag='"x"', modified="Sat, 01 Mar 2025 10:00:00 GMT")
    assert (fetched.unchanged, fetched.body) == (True, b"")
    assert server.asked[0].fields["if-none-match"] == '"x"'
    assert server.asked[0].fields["if-modified-since"] == "Sat, 01 Mar 2025 10:00:00 GMT"


def test_redirects_are_followed_and_the_last_url_is_told(server: Server) -> None:
    server.moves("/a", "/b")
    server.moves("/b", f"{server.url}/c")
    server.replies["/c"] = Reply(b"there")
    fetched = fetch(f"{server.url}/a")
    assert (fetched.url, fetched.body, fetched.moved_to) == (f"{server.url}/c", b"there", "")


def test_only_a_move_for_good_changes_the_address(server: Server) -> None:
    server.moves("/a", "/b", 301)
    server.moves("/b", "/c", 308)
    server.moves("/c", "/d", 302)
    server.moves("/d", "/e", 301)
    server.replies["/e"] = Reply(b"there")
    assert fetch(f"{server.url}/a").moved_to == f"{server.url}/c"


def test_five_redirects_are_followed_and_six_are_too_many(server: Server) -> None:
    for step in range(6):
        server.moves(f"/{step}", f"/{step + 1}")
    server.replies["/6"] = Reply(b"there")
    assert fetch(f"{server.url}/1").body == b"there"
    assert "more than 5 times" in refused(f"{server.url}/0").reason


def test_a_circle_of_redirects_is_told(server: Server) -> None:
    server.moves("/a", "/b")
    server.moves("/b", "/a")
    assert refused(f"{server.url}/a").reason == "its server sends one round in a circle"
    assert server.paths() == ["/a", "/b"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://localhost/a", "javascript:alert(1)", "data:,x"])
def test_no_redirect_leads_out_of_the_web(server: Server, target: str) -> None:
    server.moves("/a", target)
    assert "only http and https" in refused(f"{server.url}/a").reason


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://localhost/a", "about:blank", "gopher://localhost/"])
def test_only_the_web_is_asked(url: str) -> None:
    assert "only http and https" in refused(url).reason


@pytest.mark.parametrize("url", ["http://", "http:///a", "http://[::1", "http://a:99999/", f"http://{'ü' * 70}.de/"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert "address" in refused(url).reason


def test_what_stands_beyond_ascii_in_an_address_is_encoded(server: Server) -> None:
    server.replies["/f%C3%A4hre?q=%E6%B8%A1"] = Reply(b"there")
    server.moves("/go", "/fähre?q=渡".encode().decode("latin-1"))
    assert fetch(f"{server.url}/fähre?q=渡").body == b"there"
    assert fetch(f"{server.url}/f%C3%A4hre?q=%E6%B8%A1").body == b"there"
    assert fetch(f"{server.url}/go").body == b"there"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "a name and a password"),
        (403, "refuses to show it to Gloss (403)"),
        (404, "nothing at this address (404)"),
        (410, "gone for good (410)"),
        (418, "does not give it (418)"),
        (500, "an error of its own (500)"),
        (599, "an error of its own (599)"),
    ],
)
def test_a_refusal_is_told_with_its_number(server: Server, status: int, words: str) -> None:
    server.replies["/"] = Reply(b"no", status=status)
    error = refused(server.url)
    assert words in error.reason
    assert (error.status, error.wait) == (status, 0)
    assert str(error) == f"{server.url}/ cannot be fetched: {error.reason}. Nothing was changed."


def test_a_server_that_was_asked_too_often_says_when_to_ask_again(server: Server) -> None:
    server.replies["/"] = Reply(status=429, fields={"Retry-After": "7200"})
    error = refused(server.url)
    assert error.wait == 7200
    assert error.reason == "the server says that it was asked too often (429) and wants to be asked again in 2 hours"


def test_retry_after_may_be_a_date_and_never_means_more_than_a_month() -> None:
    later = datetime.now(UTC) + timedelta(minutes=10)
    assert 598 <= seconds_to_wait(format_datetime(later, usegmt=True)) <= 600
    assert seconds_to_wait("Sat, 01 Mar 2025 10:00:00 GMT") == 0
    assert seconds_to_wait("9" * 400) == 30 * 24 * 3600
    assert [seconds_to_wait(said) for said in ("", "soon", "-5", "²", "Sat, 99 Mar 2025")] == [0] * 5


def test_a_wait_is_said_in_its_largest_unit() -> None:
    assert [spoken_wait(seconds) for seconds in (1, 59, 60, 5400, 86400)] == [
        "1 second",
        "59 seconds",
        "1 minute",
        "2 hours",
        "1 day",
    ]


def test_an_unknown_server_is_told_by_its_name() -> None:
    assert "nowhere.invalid" in refused("http://nowhere.invalid/a", seconds=60).reason


def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").reason == "the server refuses the connection"


def test_a_certificate_that_cannot_be_trusted_is_told() -> None:
    def talk(connection: socket.socket, _over: Event) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1000)

    with saying(talk) as url:
        assert "certificate of 127.0.0.1 cannot be trusted" in refused(url.replace("http", "https")).reason


def test_a_server_without_tls_gives_no_secure_connection() -> None:
    def talk(connection: socket.socket, _over: Event) -> None:
        connection.recv(1000)
        connection.sendall(LINE)

    with saying(talk) as url:
        assert "no secure connection" in refused(url.replace("http", "https")).reason


def test_a_server_that_says_nothing_is_left_when_the_time_is_over() -> None:
    with saying(_silent) as url:
        begun = monotonic()
        assert refused(url, seconds=0.3).reason == "the server does not answer in time"
        assert monotonic() - begun < 2


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nA: ", LINE + b"\r\n"], ids=["its head", "its body"])
def test_a_server_that_drips_is_left_when_the_time_is_over(start: bytes) -> None:
    def talk(connection: socket.socket, over: Event) -> None:
        connection.sendall(start)
        while not over.wait(0.05):
            connection.sendall(b"x")

    with saying(talk) as url:
        begun = monotonic()
        refused(url, seconds=0.4)
        assert monotonic() - begun < 2
        while any(thread.name == "gloss-fetch" for thread in threading.enumerate()):  # it does not go on listening
            assert monotonic() - begun < 3


def test_what_a_person_cancels_stops_at_once() -> None:
    with saying(_silent) as url:
        begun = monotonic()
        with pytest.raises(CancelledError, match="Nothing was changed"):
            fetch(url, cancelled=lambda: monotonic() - begun > 0.1)
        assert monotonic() - begun < 2


def test_a_body_that_is_announced_as_too_large_is_not_read(server: Server) -> None:
    server.replies["/"] = Reply(b"x" * 2001)
    assert refused(server.url, most_bytes=2000).reason == "it is larger than 2,000 bytes"
    assert fetch(server.url, most_bytes=2001).body == b"x" * 2001


def test_a_body_without_end_is_left_where_it_is_too_large() -> None:
    def talk(connection: socket.socket, over: Event) -> None:
        connection.sendall(LINE + b"\r\n")
        while not over.is_set():
            connection.sendall(b"x" * 10_000)

    with saying(talk) as url:
        assert refused(url, most_bytes=2 * 1024**2).reason == "it is larger than 2 MB"


def test_a_body_in_chunks_comes_whole() -> None:
    def talk(connection: socket.socket, _over: Event) -> None:
        connection.recv(10_000)
        connection.sendall(LINE + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        connection.sendall(b"4;x=y\r\ndefg\r\n0\r\n\r\n")

    with saying(talk) as url:
        assert fetch(url).body == b"abcdefg"


def test_a_packed_body_is_unpacked(server: Server) -> None:
    body = b"a long text " * 50_000
    server.replies["/"] = Reply(gzip.compress(body), fields={"Content-Encoding": "gzip"})
    assert fetch(server.url).body == body


def test_a_small_body_that_unpacks_to_a_giant_is_refused_without_unpacking_it(server: Server) -> None:
    server.replies["/"] = Reply(gzip.compress(bytes(50 * 1024**2), 9), fields={"Content-Encoding": "gzip"})
    tracemalloc.start()
    assert refused(server.url, most_bytes=1024**2).reason == "it is larger than 1 MB"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * 1024**2


@pytest.mark.parametrize("end", [100, -9])
def test_a_packed_body_that_breaks_off_is_told(server: Server, end: int) -> None:
    packed = gzip.compress(bytes(range(256)) * 3)[:end]
    server.replies["/"] = Reply(packed, fields={"Content-Encoding": "gzip"})
    assert refused(server.url).reason == "the connection broke off in the middle"


def test_packing_that_is_none_or_unknown_is_told(server: Server) -> None:
    server.replies["/a"] = Reply(b"plain", fields={"Content-Encoding": "gzip"})
    server.replies["/b"] = Reply(b"odd", fields={"Content-Encoding": "zpaq"})
    assert "cannot be unpacked" in refused(f"{server.url}/a").reason
    assert "(zpaq)" in refused(f"{server.url}/b").reason


def test_a_body_that_breaks_off_is_told(server: Server) -> None:
    server.replies["/"] = Reply(b"half", fields={"Content-Length": "8"})
    assert refused(server.url).reason == "the connection broke off in the middle"


@pytest.mark.parametrize(
    "said", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 999999 No\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A" * 70_000]
)
def test_a_server_that_speaks_something_else_is_told(said: bytes) -> None:
    def talk(connection: socket.socket, _over: Event) -> None:
        connection.recv(10_000)
        connection.sendall(said)

    with saying(talk) as url:
        assert refused(url).reason


def test_the_proxy_of_the_system_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.replies["http://example.invalid/a"] = Reply(b"through the proxy")
    monkeypatch.setenv("http_proxy", server.url)
    assert fetch("http://example.invalid/a").body == b"through the proxy"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert "proxy" in refused("http://example.invalid/a").reason


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (" https://a.example/b?c#d \n", "https://a.example/b?c#d"),
        ("a.example", "https://a.example"),
        ("a.example:8080/b", "https://a.example:8080/b"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("feed://a.example/rss", "https://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("", ""),
        ("two words.example", ""),
        ("word", ""),
        ("word/a.b", ""),
        ("someone@a.example", ""),
        ("/tmp/a.html", ""),
        ("file:///tmp/a.html", ""),
        ("http://", ""),
        ("http://[a.example", ""),
        ("http://a.example:x/", ""),
    ],
)
def test_what_a_person_types_becomes_an_address_of_the_web_or_none(typed: str, url: str) -> None:
    assert web_address(typed) == url
