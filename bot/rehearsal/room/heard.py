"""What the bot's calls tell: which invitations there are, and what Telegram refused."""

import re
from collections import defaultdict

from bot.rehearsal.room.seeing import Refusal
from bot.rehearsal.standin import Call, StandIn

_LINK = re.compile(r"https://t\.me/\w+\?start=([pfo]_[\w-]+)")

TO_TAKE_PART = "p_"
"""How the tokens begin that let anybody take part, however often; others hold once."""

_POLL = "getUpdates"


class Heard:
    """Reads the calls as they come.

    Attributes:
        refusals: by chat, oldest first.
        count: how many calls there were, but for those that ask for updates.
    """

    def __init__(self, standin: StandIn) -> None:
        self.refusals: defaultdict[int, list[Refusal]] = defaultdict(list)
        self.count = 0
        self._standin = standin
        self._read = 0
        self._links: dict[str, str] = {}
        self._sent_to: defaultdict[str, set[int]] = defaultdict(set)
        self._opened: defaultdict[str, set[int]] = defaultdict(set)

    def listen(self) -> int:
        """Read what has come since; returns the count."""
        new = self._standin.calls[self._read :]
        self._read += len(new)
        for call in new:
            self._take(call)
        self.count += sum(call.method != _POLL for call in new)
        return self.count

    def opened(self, person: int, token: str) -> None:
        """Somebody has opened an invitation."""
        self._opened[token].add(person)

    def has_opened(self, person: int, link: str) -> bool:
        """Whether somebody has opened this invitation before."""
        return person in self._opened[_token(link)]

    def newest(self) -> str | None:
        """The newest invitation to take part; None where there is none."""
        links = [link for token, link in self._links.items() if token.startswith(TO_TAKE_PART)]
        return links[-1] if links else None

    def newest_token(self) -> str | None:
        """The token of the newest invitation to take part."""
        link = self.newest()
        return None if link is None else _token(link)

    def newest_for(self, person: int) -> str | None:
        """The newest invitation of any kind that somebody could open; None where there is none.

        None of those that were shown to them, so that they could pass them on; and none that they,
        or for one that holds once anybody, has opened.
        """
        for token, link in reversed(self._links.items()):
            opened = self._opened[token]
            used = person in opened if token.startswith(TO_TAKE_PART) else bool(opened)
            if not used and person not in self._sent_to[token]:
                return link
        return None

    def _take(self, call: Call) -> None:
        chat = _chat(call)
        if call.error:
            refusal = Refusal(call.at, call.method, call.description)
            self.refusals[chat].append(refusal)
            return
        for found in _LINK.finditer(str(call.parameters)):
            # The newest stands last.
            self._links.pop(found[1], None)
            self._links[found[1]] = found[0]
            self._sent_to[found[1]].add(chat)


def _token(link: str) -> str:
    return link.rpartition("=")[2]


def _chat(call: Call) -> int:
    """The chat that a call was about; 0 for none."""
    try:
        return int(call.parameters.get("chat_id", 0))
    except (TypeError, ValueError):
        return 0
