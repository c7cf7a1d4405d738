"""Every acknowledged update has exactly one effect.

An update may be delivered any number of times, in any order, to any number of lives of the program:
it is taken once, handled once, and the mark that it was handled is committed together with what it
did. What people typed or pressed always shows an effect: a message, a reaction, a toast.
"""

from dataclasses import dataclass, field

from tests.simulation.model.broken import require


@dataclass
class Updates:
    """What became of every update that somebody made."""

    silent: set[int] = field(default_factory=set)
    """Updates that nobody expects an answer to: edits, blocking."""
    chats: dict[int, int] = field(default_factory=dict)
    """Whose each update is."""
    taken: set[int] = field(default_factory=set)
    waiting: dict[int, list[int]] = field(default_factory=dict)
    """By chat, what was taken and not handled yet, in its order."""
    handled: dict[int, int] = field(default_factory=dict)
    """By number, the place in the order of handling."""

    def took(self, update: int) -> None:
        """An update was stored."""
        require(update not in self.taken, "an update is taken once", update)
        self.taken.add(update)
        self.waiting.setdefault(self.chats.get(update, 0), []).append(update)

    def changed(self, update: int, state: str, effects: int) -> None:
        """An update was handled, with so many rows in the outbox as its effect."""
        require(state == "done", "no update breaks its handler", f"{update} is {state}")
        require(update not in self.handled, "an update has its effect once", update)
        self.handled[update] = len(self.handled)
        waiting = self.waiting[self.chats.get(update, 0)]
        require(waiting[0] == update, "what came first in a chat is handled first", waiting)
        waiting.remove(update)
        if update not in self.silent:
            require(effects, "an update that is done has had its effect", update)

    def had_effect(self, update: int) -> None:
        """Something was planned because of an update, and committed."""
        require(update in self.handled, "an effect and its mark are one commit", update)

    def at_rest(self, made: set[int]) -> None:
        """Everything has arrived."""
        lost = made - self.taken
        require(not lost, "no acknowledged update is lost", sorted(lost))
        waiting = self.taken - self.handled.keys()
        require(not waiting, "every update that was taken has its effect", sorted(waiting))
