"""A light Bot API for measuring: answers at once, stores nothing, counts calls with their times.

It is one thread around epoll with prebuilt answers, several times faster than any client, so that
what is measured is the client. `python -m bench.stub --capacity` says how fast. Not a stand-in of
Telegram: it checks nothing. `bot/rehearsal/standin` does that.
"""
