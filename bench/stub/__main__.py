"""Serve, or measure how fast the stub is: `python -m bench.stub [--port N] [--capacity]`."""

import argparse

from bench.stub.api import Api
from bench.stub.capacity import capacity
from bench.stub.control import Control
from bench.stub.server import Connection, Server
from bench.stub.wire import Request


def serve(port: int) -> None:
    """Print the address and serve until killed."""
    api = Api()

    def handle(request: Request, connection: Connection) -> None:
        if request.target.startswith(b"control/"):
            control.answer(request, connection)
        else:
            api.call(request, connection)

    server = Server(handle, api.gone, port)
    control = Control(api, server)
    api.server = server
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.run()


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--capacity", action="store_true", help="measure the stub itself")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if given.capacity:
        rates = sorted(capacity(given.rounds))
        middle = rates[len(rates) // 2]
        print(f"{middle:,.0f} sendMessage/s ({rates[0]:,.0f} to {rates[-1]:,.0f})")
    else:
        serve(given.port)


if __name__ == "__main__":
    main()
