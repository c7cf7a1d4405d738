"""The Bot API methods: what a client needs for sending and for long polling."""

import time
from time import monotonic
from typing import Final

from bench.stub.calls import Log
from bench.stub.paced import Paced
from bench.stub.server import Connection, Server
from bench.stub.updates import Updates
from bench.stub.wire import Request, chat_of, offset_of, response, timeout_of

FIRST_MESSAGE: Final = 1_000_000
BOT: Final = b'{"id":4242,"is_bot":true,"first_name":"Bench","username":"bench_bot"'

_TRUE: Final = response(b'{"ok":true,"result":true}')
_ME: Final = response(
    b'{"ok":true,"result":' + BOT + b',"can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":false}}'
)
_NONE: Final = b"[]"
_UPDATES: Final = b'{"ok":true,"result":%b}'
_CONFLICT: Final = response(
    b'{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates"}', 409
)
_TOO_MANY: Final = response(
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1",'
    b'"parameters":{"retry_after":1}}',
    429,
)
_MESSAGE: Final = (
    b'{"ok":true,"result":{"message_id":%d,"from":' + BOT + b'},"chat":{"id":%d,'
    b'"first_name":"Mira","last_name":"Probe","type":"private"},"date":%d,"text":"Noted."}}'
)
_SEND: Final = "sendMessage"


class Api:
    """Everything that the stub knows.

    Attributes:
        per_second: messages that any second may have, 0 for no limit; what is more gets a 429.
    """

    def __init__(self) -> None:
        self.log = Log()
        self.updates = Updates()
        self.per_second = 0
        self.paced: Paced | None = None
        self.polling: Connection | None = None
        self._polls = 0
        self.number = FIRST_MESSAGE
        self.server: Server | None = None

    def call(self, request: Request, connection: Connection) -> None:
        """Answer a call."""
        method = request.target.partition(b"?")[0].decode()
        if method == _SEND:
            connection.answer(self._send(chat_of(request.content)))
            return
        self.log.of[method].add(chat_of(request.content))
        if method == "getUpdates":
            self._get_updates(request, connection)
        elif method == "getMe":
            connection.answer(_ME)
        elif method.startswith(("send", "edit")):
            connection.answer(self._message(chat_of(request.content)))
        else:
            connection.answer(_TRUE)

    def feed(self, chats: range, many: int) -> float:
        """Texts from these chats, one after the other; returns when they were there."""
        for place in range(many):
            self.number += 1
            self.updates.add(chats[place % len(chats)], self.number)
        now = monotonic()
        self.hand_out()
        return now

    def hand_out(self) -> None:
        """Let the poll that waits have what is there."""
        connection, self.polling = self.polling, None
        if connection is not None and self.server is not None:
            connection.answer(response(_UPDATES % self.updates.fetch(0)))
            self.server.proceed(connection)

    def gone(self, connection: Connection) -> None:
        """A connection was closed."""
        if self.polling is connection:
            self.polling = None

    def _send(self, chat: int) -> bytes:
        if self.per_second and self.log.in_last_second(_SEND) >= self.per_second:
            self.log.refused += 1
            return _TOO_MANY
        self.log.of[_SEND].add(chat)
        if self.paced is not None:
            self.paced.replied(chat)
        return self._message(chat)

    def _message(self, chat: int) -> bytes:
        self.number += 1
        return response(_MESSAGE % (self.number, chat, int(time.time())))

    def _get_updates(self, request: Request, connection: Connection) -> None:
        found = self.updates.fetch(offset_of(request.content))
        seconds = timeout_of(request.content)
        if found != _NONE or not seconds or self.server is None:
            connection.answer(response(_UPDATES % found))
            return
        if self.polling is not None:
            self.polling.answer(_CONFLICT)
        connection.waiting = True
        self.polling = connection
        self._polls += 1
        number = self._polls
        self.server.after(seconds, lambda: self._nothing_came(number))
        if self.paced is not None:
            self.paced.polled()

    def _nothing_came(self, number: int) -> None:
        if self._polls == number:
            self.hand_out()
