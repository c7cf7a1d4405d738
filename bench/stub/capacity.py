"""How fast the stub is: a client that only writes prepared bytes and counts answers."""

import select
import socket
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from bench.stub.client import TOKEN, Stub

CONNECTIONS: Final = 16
MANY: Final = 60_000

_BODY: Final = b'{"chat_id": 10000000, "text": "Was nimmst du mit?"}'
_CALL: Final = (
    b"POST /bot%b/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n"
    b"Accept-Encoding: gzip, deflate\r\nUser-Agent: bench\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (TOKEN.encode(), len(_BODY), _BODY)
)


def capacity(rounds: int) -> list[float]:
    """Calls a second of sendMessage on keep-alive connections, one under way on each, per round."""
    with Stub() as stub:
        address = urlsplit(stub.url)
        assert address.hostname is not None
        assert address.port is not None
        place = (address.hostname, address.port)
        return [_rate(place, MANY) for _ in range(rounds)]


def _rate(place: tuple[str, int], many: int) -> float:
    epoll = select.epoll()
    connections: dict[int, socket.socket] = {}
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(place)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connections[connection.fileno()] = connection
        epoll.register(connection, select.EPOLLIN)
    began = monotonic()
    for connection in connections.values():
        connection.send(_CALL)
    left, under_way = many - len(connections), len(connections)
    while under_way:
        for number, _ in epoll.poll():
            connections[number].recv(4096)
            if left > 0:
                connections[number].send(_CALL)
                left -= 1
            else:
                under_way -= 1
    seconds = monotonic() - began
    for connection in connections.values():
        connection.close()
    epoll.close()
    return many / seconds
