"""Mistakes that somebody could make in the code of delivery, engine and storage; all must be found.

Each is a small change of the source. The simulator has to break a promise within the first seeds.
"""

from dataclasses import dataclass

SEEDS = 400
"""So many histories are tried at most; most bugs are found in the first twenty."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a module's source, which stands there exactly once, and what takes its place."""

    module: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlantedBug:
    """A mistake, with its name as a sentence."""

    name: str
    edits: tuple[Edit, ...]

    @property
    def first(self) -> tuple[int, ...]:
        """The seeds that are tried before all others: some that have found it."""
        return _FOUND_BY.get(self.name, ())


_FOUND_BY = {
    "certain failures count as if the message had perhaps arrived": (598,),
    "updates are acknowledged before they are stored": (24,),
    "the offset moves past what could not be stored": (24,),
    "the same update is stored twice": (32,),
    "posts of which nobody knows are sent again": (177, 195, 220),
    "messages are sent again until it is sure that they arrived": (81,),
    "reminders are repeatable": (220, 288, 318),
    "answers to taps are repeated": (14,),
    "a 429 is not obeyed": (35,),
    "a 429 is obeyed for half of its time": (170,),
    "a start does not look after what was under way": (7,),
    "outcomes are forgotten when their commit fails": (4,),
    "more calls are under way than may be unknown": (39,),
    "a copy is sent of what was answered meanwhile": (7,),
    "questions go on waiting after leaving": (8,),
    "questions go on waiting after closing": (19,),
    "erasing leaves what waits to be sent": (115,),
    "an unknown post is not asked about": (177, 195, 220),
    "a cut connection counts as not sent": (14,),
    "a broken answer counts as not sent": (143, 139, 178),
    "an unknown commit counts as made": (151,),
    "a full disk counts as stored": (29,),
    "a round opens in the second of two equal hours": (5,),
    "that a round was reminded is not stored": (17, 8),
}
"""Seeds that save searching; where none of them finds a bug any more, it is searched for from 0 on.

What is rare has several: a change of the program moves what happens in a history.
"""


def _bug(name: str, *edits: tuple[str, str, str]) -> PlantedBug:
    return PlantedBug(name, tuple(Edit(*edit) for edit in edits))


PLANTED_BUGS = (
    _bug(
        "what leaves is marked as sent before it left",
        ("storage.claiming", '.values(state="sending",', '.values(state="sent",'),
    ),
    _bug(
        "what leaves is not marked as being sent",
        ("storage.claiming", '.values(state="sending",', '.values(state="planned",'),
    ),
    _bug(
        "what was sent is not marked as sent",
        ("storage.taking", '.values(state="sent", sent_at', '.values(state="retry", sent_at'),
    ),
    _bug(
        "the outbox has no unique key",
        (
            "storage.tables",
            'Column("key", String(128), nullable=False, unique=True)',
            'Column("key", String(128))',
        ),
        (
            "storage.outbox",
            "return adding.on_conflict_do_nothing(index_elements=[outbox.c.key])",
            "return adding",
        ),
    ),
    _bug(
        "updates are acknowledged before they are stored",
        (
            "bot.chat.receiving",
            "        try:\n            storing",
            '        if updates:\n            self._offset = updates[-1]["update_id"] + 1\n        try:\n            storing',
        ),
        (
            "bot.chat.receiving",
            "            new = await storing\n",
            "            asking = asyncio.ensure_future(self._poll())\n            new = await storing\n            asking.cancel()\n",
        ),
        (
            "bot.chat.receiving",
            "from collections.abc import",
            "import asyncio\nfrom collections.abc import",
        ),
    ),
    _bug(
        "the offset moves past what could not be stored",
        (
            "bot.chat.receiving",
            "            await self._clock.sleep(PAUSE)\n            return\n",
            "            await self._clock.sleep(PAUSE)\n",
        ),
        ("bot.chat.receiving", "self._observer.received(new)", "pass"),
    ),
    _bug(
        "the same update is stored twice",
        (
            "storage.inbox",
            "        once = insert(self.connection, inbox).on_conflict_do_nothing(\n            index_elements=[inbox.c.update_id]\n        )",
            "        once = insert(self.connection, inbox)",
        ),
        (
            "storage.tables",
            'Column("update_id", BigInteger, nullable=False, unique=True)',
            'Column("update_id", BigInteger)',
        ),
    ),
    _bug(
        "posts of which nobody knows are sent again",
        ("bot.service.recording", "once_more = draft.repeatable and", "once_more ="),
    ),
    _bug(
        "reminders are repeatable",
        ("bot.service.rounds", "repeatable=False", "repeatable=True"),
    ),
    _bug(
        "messages are sent again until it is sure that they arrived",
        ("bot.service.recording", " and not claimed.doubtful", ""),
    ),
    _bug(
        "certain failures count as if the message had perhaps arrived",
        ("bot.service.recording", "not claimed.doubtful", "claimed.attempts < 2"),
    ),
    _bug(
        "answers to taps are repeated",
        (
            "bot.service.recording",
            "if draft.lane is Lane.RECEIPT:\n        work.outbox.failed(claimed.id, cause)",
            "if draft.lane is Lane.RECEIPT:\n        work.outbox.perhaps(claimed.id, work.now, cause)",
        ),
    ),
    _bug(
        "a 429 is not obeyed",
        (
            "bot.service.delivering",
            "self._pacer.halt(self._clock.seconds(), outcome.retry_after, draft.chat)",
            "pass",
        ),
    ),
    _bug(
        "a 429 is obeyed for half of its time",
        (
            "bot.service.pacing",
            "max(self._halted_until, now + retry_after)",
            "max(self._halted_until, now + retry_after / 2)",
        ),
    ),
    _bug(
        "no pace is kept for a single chat",
        (
            "bot.service.pacing",
            "for chat, limit in self._chats.items() if limit.free_at() > now",
            "for chat, limit in self._chats.items() if False",
        ),
        (
            "bot.service.pacing",
            "free_at = self._free_at() if limit is None else max(self._free_at(), limit.free_at())",
            "free_at = self._free_at()",
        ),
    ),
    _bug(
        "a start does not look after what was under way",
        (
            "bot.service.delivering",
            "await self._writer.run(lambda work: interrupted(work, self._bot))",
            "pass",
        ),
    ),
    _bug(
        "outcomes are forgotten when their commit fails",
        (
            "bot.service.delivering",
            "        taken = list(self._taken)\n",
            "        taken, self._taken = self._taken, []\n",
        ),
    ),
    _bug(
        "more calls are under way than may be unknown",
        ("bot.service.delivering", "UNDER_WAY = 16", "UNDER_WAY = 64"),
    ),
    _bug(
        "the inbox is handled from its end",
        ("storage.inbox", ".order_by(inbox.c.id)", ".order_by(inbox.c.id.desc())"),
    ),
    _bug(
        "messages do not wait for a question on its way",
        (
            "storage.inbox",
            ".where(IS_NEW, ~_ASKING)",
            ".where(IS_NEW)",
        ),
    ),
    _bug(
        "a question that perhaps arrived counts as not asked",
        (
            "storage.sessions",
            "Prompt(question, number, row.attempted)",
            "Prompt(question, number, None)",
        ),
    ),
    _bug(
        "a copy is sent of what was answered meanwhile",
        ("bot.service.prompting", "step.work.outbox.overtake(before.id)", "pass"),
        ("bot.service.recording", "return prompt_id is not None and not", "return False and not"),
    ),
    _bug(
        "questions go on waiting after leaving",
        (
            "bot.service.leaving",
            "    work.traces.unsay(person.chat, participant.workshop_id)\n    work.participants.save",
            "    work.participants.save",
        ),
        ("bot.service.recording", "return prompt_id is not None and not", "return False and not"),
    ),
    _bug(
        "questions go on waiting after closing",
        ("bot.service.rounds", "    work.outbox.drop_round(round_.id)\n", ""),
        ("bot.service.recording", "return prompt_id is not None and not", "return False and not"),
    ),
    _bug(
        "erasing leaves what waits to be sent",
        ("bot.service.erasing", "step.work.traces.forget(chat)", "pass"),
    ),
    _bug(
        "an unknown post is not asked about",
        ("bot.service.publishing", "        _ask(step, workshop, key, known)\n", "        pass\n"),
    ),
    _bug(
        "an unknown post counts as posted",
        (
            "bot.service.recording",
            "work.outbox.unknown(claimed.id, cause)",
            "work.outbox.sent(claimed.id, None, work.now)",
        ),
    ),
    _bug(
        "a cut connection counts as not sent",
        (
            "bot.chat.messenger",
            "return PerhapsSent(type(error).__name__)",
            "return NeverSent(type(error).__name__)",
        ),
    ),
    _bug(
        "a broken answer counts as not sent",
        (
            "bot.chat.messenger",
            'return PerhapsSent(f"HTTP {answer.status}")',
            'return NeverSent(f"HTTP {answer.status}")',
        ),
    ),
    _bug(
        "an unknown commit counts as made",
        (
            "storage.committing",
            "return [item if isinstance(item, Raised) else Raised(unknown) for item in outcomes]",
            "return outcomes",
        ),
    ),
    _bug(
        "a full disk counts as stored",
        (
            "storage.committing",
            "                return _all_failed(outcomes, problem)\n",
            "                return outcomes\n",
        ),
    ),
    _bug(
        "an update that had its effect is not marked as done",
        ("bot.chat.handling", "        work.inbox.done(arrival.update_id)\n", ""),
    ),
    _bug(
        "an update is marked as done before its effect",
        (
            "bot.chat.handling",
            "            return await self._writer.run(lambda work: self._effect(work, arrival))\n",
            "            await self._writer.run(lambda work: work.inbox.done(arrival.update_id))\n"
            "            return await self._writer.run(lambda work: self._effect(work, arrival))\n",
        ),
    ),
    _bug(
        "an update is marked as done after its effect",
        (
            "bot.chat.handling",
            "            return await self._writer.run(lambda work: self._effect(work, arrival))\n",
            "            erased = await self._writer.run(lambda work: self._effect(work, arrival))\n"
            "            await self._writer.run(lambda work: work.inbox.done(arrival.update_id))\n"
            "            return erased\n",
        ),
        (
            "bot.chat.handling",
            "        work.inbox.done(arrival.update_id)\n        return step.erased",
            "        return step.erased",
        ),
    ),
    _bug(
        "a round opens in the second of two equal hours",
        (
            "flows.calendar",
            "local.replace(tzinfo=zone, fold=0)",
            "local.replace(tzinfo=zone, fold=1)",
        ),
    ),
    _bug(
        "a round opens an hour early",
        (
            "flows.rounds",
            "_Step(moments.opens_at, moments.closes_at, Open",
            "_Step(moments.opens_at - timedelta(hours=1), moments.closes_at, Open",
        ),
    ),
    _bug(
        "that a round was reminded is not stored",
        ("storage.rounds", "reminded_at=round_.reminded_at,\n", "\n"),
    ),
    _bug(
        "that a round has opened is not stored",
        ("storage.rounds", "opened_at=round_.opened_at,\n", "\n"),
    ),
)
