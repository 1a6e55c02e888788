"""Servers on this machine, for tests: one that answers as it should, and one that is told byte by byte what to say."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override


@dataclass
class Reply:
    """What a server says to one request."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request that a server got, its header fields by their names in small letters."""

    path: str
    fields: dict[str, str]


class Server:
    """A web server; `replies` are what lies where: a reply, or what makes one of a request."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
                server.asked.append(asked)
                reply = server.replies.get(self.path, Reply(b"nothing here", status=404))
                reply = reply if isinstance(reply, Reply) else reply(asked)
                self.send_response(reply.status)
                if reply.content_type:
                    self.send_header("Content-Type", reply.content_type)
                for name, value in reply.fields.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.fields:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(reply.body)

            @override
            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def moves(self, path: str, target: str, status: int = 302) -> None:
        """Send those who ask for the path on to another."""
        self.replies[path] = Reply(status=status, fields={"Location": target})

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """Serve until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@contextmanager
def saying(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """A server that lets `talk` do what it likes with each connection until the event; its URL."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)

        def speak(connection: socket.socket) -> None:
            with connection, suppress(OSError):  # the other side has gone
                talk(connection, over)

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except TimeoutError:
                    continue
                connection.settimeout(5)
                threads.append(threading.Thread(target=speak, args=(connection,)))
                threads[-1].start()

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            over.set()
            listener.join()
            for thread in threads:
                thread.join()
