"""The loop: connections, whole requests, answers, and what happens later."""

import heapq
import select
import socket
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from time import monotonic
from typing import Final

from bench.stub.wire import Request, first_request

_AT_ONCE: Final = 1 << 17
_FOREVER: Final = 3600.0


class Connection:
    """One client's connection; its requests are answered in order."""

    __slots__ = ("_socket", "received", "waiting")

    def __init__(self, accepted: socket.socket) -> None:
        self._socket = accepted
        self.received = b""
        self.waiting = False

    def read(self) -> bytes:
        """What has come; nothing means that the client has gone."""
        return self._socket.recv(_AT_ONCE)

    def answer(self, data: bytes) -> None:
        """Send a whole answer."""
        self.waiting = False
        with suppress(ConnectionError):
            sent = self._socket.send(data)
            if sent < len(data):
                self._socket.setblocking(True)
                self._socket.sendall(data[sent:])
                self._socket.setblocking(False)

    def close(self) -> None:
        """Give it up."""
        self._socket.close()


class Server:
    """A server for one handler.

    Args:
        handle: answers a request on its connection now, or sets `waiting` and answers it later.
        gone: called for a connection that was closed.
        port: to listen on; 0 for any.
    """

    def __init__(
        self,
        handle: Callable[[Request, Connection], None],
        gone: Callable[[Connection], None],
        port: int = 0,
    ) -> None:
        self._handle = handle
        self._gone = gone
        self._listening = socket.create_server(("127.0.0.1", port), backlog=512)
        self._listening.setblocking(False)
        self._epoll = select.epoll()
        self._epoll.register(self._listening, select.EPOLLIN)
        self._connections: dict[int, Connection] = {}
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self.port: int = self._listening.getsockname()[1]
        self.stopped = False

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        """Do something later."""
        heapq.heappush(self._later, (monotonic() + seconds, next(self._numbers), what))

    def run(self) -> None:
        """Serve until stopped."""
        listening, connections, poll = self._listening.fileno(), self._connections, self._epoll.poll
        while not self.stopped:
            wait = self._later[0][0] - monotonic() if self._later else _FOREVER
            for number, _ in poll(max(wait, 0.0)):
                if number == listening:
                    self._accept()
                else:
                    self._read(number, connections[number])
            while self._later and self._later[0][0] <= monotonic():
                heapq.heappop(self._later)[2]()

    def proceed(self, connection: Connection) -> None:
        """Answer the requests that have come whole, up to one that has to wait."""
        while connection.received and not connection.waiting:
            found = first_request(connection.received)
            if found is None:
                return
            request, connection.received = found
            self._handle(request, connection)

    def _accept(self) -> None:
        accepted, _ = self._listening.accept()
        accepted.setblocking(False)
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connections[accepted.fileno()] = Connection(accepted)
        self._epoll.register(accepted, select.EPOLLIN)

    def _read(self, number: int, connection: Connection) -> None:
        try:
            received = connection.read()
            connection.received += received
            if received:
                self.proceed(connection)
                return
        except (ConnectionError, ValueError):
            pass
        self._epoll.unregister(number)
        del self._connections[number]
        connection.close()
        self._gone(connection)
