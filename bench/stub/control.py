"""What a measurement asks of the stub, on paths of its own: feed, wait, report."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import parse_qsl

from bench.stub.api import Api
from bench.stub.paced import Paced
from bench.stub.server import Connection, Server
from bench.stub.wire import Request, json_response, response

LOOK = 0.002
"""Seconds between looks at whether what somebody waits for has come."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A control request that waits."""

    connection: Connection
    answered: Callable[[], object | None]
    until: float


class Control:
    """The control paths.

    Args:
        api: what they look into.
        server: waits, and can be stopped.
    """

    def __init__(self, api: Api, server: Server) -> None:
        self._api = api
        self._server = server

    def answer(self, request: Request, connection: Connection) -> None:
        """Answer `/control/NAME?…`."""
        path, _, query = request.target.decode().partition("?")
        given = dict(parse_qsl(query))
        name = path.partition("/")[2]
        match name:
            case "feed":
                at = self._api.feed(_chats(given), int(given["many"]))
                connection.answer(json_response({"at": at}))
            case "paced":
                self._paced(given, connection)
            case "wait":
                self._wait(connection, given, lambda: self._counted(given))
            case "polled":
                self._wait(connection, given, lambda: {} if self._api.polling else None)
            case "limit":
                self._api.per_second = int(given["per_second"])
                connection.answer(json_response({}))
            case "reset":
                self._api.log.clear()
                self._api.updates.clear()
                self._api.paced = None
                connection.answer(json_response({}))
            case "report":
                connection.answer(json_response(self._report(given)))
            case "stop":
                connection.answer(json_response({}))
                self._server.stopped = True
            case _:
                connection.answer(response(b"{}", 404))

    def _report(self, given: dict[str, str]) -> object:
        log = self._api.log
        counts = {method: len(calls.times) for method, calls in log.of.items()}
        report: dict[str, object] = {"counts": counts, "refused": log.refused}
        if "method" in given:
            calls = log.of[given["method"]]
            report |= {"times": calls.times.tolist(), "chats": calls.chats.tolist()}
        return report

    def _counted(self, given: dict[str, str]) -> object | None:
        times, wanted = self._api.log.of[given["method"]].times, int(given["count"])
        return {"at": times[wanted - 1]} if len(times) >= wanted else None

    def _paced(self, given: dict[str, str], connection: Connection) -> None:
        paced = Paced(
            _chats(given),
            int(given["many"]),
            self._api.feed,
            self._server.after,
            float(given["pause"]),
        )
        self._api.paced = paced
        self._wait(
            connection, given, lambda: {"latencies": paced.latencies} if paced.done else None
        )
        paced.begin(self._api.polling is not None)

    def _wait(
        self, connection: Connection, given: dict[str, str], answered: Callable[[], object | None]
    ) -> None:
        connection.waiting = True
        self._look(_Question(connection, answered, monotonic() + float(given["patience"])))

    def _look(self, question: _Question) -> None:
        found = question.answered()
        if found is not None:
            question.connection.answer(json_response(found))
        elif monotonic() > question.until:
            question.connection.answer(json_response({"late": True}))
        else:
            self._server.after(LOOK, lambda: self._look(question))


def _chats(given: dict[str, str]) -> range:
    first = int(given["first"])
    return range(first, first + int(given["chats"]))
