"""Handling: the inbox, in order, each update with its effects in one transaction."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import structlog

from bot.chat.dispatch import dispatch, means_button
from bot.chat.parsing import parsed, plain_text
from bot.logs import where
from bot.messages.apology import apology
from bot.messages.wording import in_language
from bot.service.bell import Bell
from bot.service.hearing import Heard, take_plain_answers
from bot.service.observing import Observer, Unobserved
from bot.service.step import Step
from flows.ids import ChatId
from flows.replies import Reply
from storage.inbox import Arrival
from storage.work import Work
from storage.writer import CommitUnknown, StorageFailed, Writer

log = structlog.get_logger(__name__)

A_BATCH = 100
LONGEST_WAIT = 1.0
"""Seconds after which the inbox is looked at again while updates wait for a question's outcome."""

PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class _Batch:
    """What was looked at in one step.

    Attributes:
        taken: how many updates had their effects in it.
        next: those that come next, a step for each.
        more: whether there are others behind these.
        held: whether others wait until a question's outcome is known.
    """

    taken: int
    next: tuple[Arrival, ...]
    more: bool
    held: bool


class Handling:
    """Takes updates from the inbox and lets each have its effect once.

    Answers, which come by the hundred when a round opens, have theirs together in one step; each
    other update has a step of its own.

    Args:
        writer: the storage.
        bot: the bot's username.
        handled: called when effects other than those of plain answers are committed; gets whether
            somebody was erased.
        soon: called when effects are about to be committed, so that what they say is claimed by a
            step right behind them.
        observer: is told how many updates were handled.
    """

    def __init__(
        self,
        writer: Writer[Work],
        bot: str,
        handled: Callable[[bool], None],
        soon: Callable[[], None],
        observer: Observer = Unobserved(),  # noqa: B008 - holds nothing
    ) -> None:
        self._observer = observer
        self._writer = writer
        self._bot = bot
        self._handled = handled
        self._soon = soon
        self._held = False
        self._bell = Bell()

    def wake(self) -> None:
        """There may be something to handle."""
        self._bell.ring()

    def settled(self) -> None:
        """A call's outcome is stored: what waited for it may be handled."""
        if self._held:
            self._bell.ring()

    async def run(self) -> None:
        """Handle until cancelled."""
        while True:
            try:
                if not await self._batch():
                    await self._bell.wait(LONGEST_WAIT)
            except (StorageFailed, CommitUnknown) as error:
                log.error("inbox out of reach", error=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _batch(self) -> bool:
        """Handle what comes first; the steps run in order and share their commits.

        Returns whether there is more to handle.
        """
        self._bell.silence()
        self._held = True  # As long as nobody knows better.
        batch = await self._answers()
        self._held = batch.held
        erased = await asyncio.gather(*(self._handle(arrival) for arrival in batch.next))
        self._observer.handled(batch.taken + len(batch.next), erased.count(None))
        if batch.next:
            self._handled(any(erased))
        return batch.more

    async def _answers(self) -> _Batch:
        taking = self._writer.submit(self._take_answers)
        # What may leave is claimed by a step right behind this one, most likely in its commit.
        self._soon()
        try:
            return await taking
        except (StorageFailed, CommitUnknown):
            raise
        except Exception as error:  # noqa: BLE001 - one broken update must not stop the others
            log.error("answers not taken together", error=where(error))
            arrivals = await self._writer.run(lambda work: work.inbox.next(A_BATCH))
            return _Batch(0, arrivals, more=True, held=True)

    def _take_answers(self, work: Work) -> _Batch:
        """Take the answers at the head of the inbox; what is no plain answer comes next."""
        arrivals = work.inbox.next(A_BATCH)
        held = work.inbox.held()
        texts = _leading_texts(arrivals)
        if texts:
            taken = take_plain_answers(
                work, self._bot, texts, lambda who, reply: means_button(work, who, reply)
            )
            leading = arrivals[: len(texts)]
            others = [one for one in leading if one.update_id not in taken]
        else:
            taken = frozenset()
            others = list(takewhile(lambda one: plain_text(one.body) is None, arrivals))
        handled = len(taken) + len(others)
        more = len(arrivals) == A_BATCH or handled < len(arrivals)
        return _Batch(len(taken), tuple(others), more, held)

    async def _handle(self, arrival: Arrival) -> bool | None:
        """Returns whether somebody was erased; None where the update broke its handler."""
        try:
            return await self._writer.run(lambda work: self._effect(work, arrival))
        except (StorageFailed, CommitUnknown):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a handler does wrong
            # One broken update must not stop the others; nothing of its words may be logged.
            log.error("update not handled", update=arrival.update_id, error=where(error))
            await self._writer.run(lambda work: self._set_aside(work, arrival))
            return None

    def _effect(self, work: Work, arrival: Arrival) -> bool:
        step = Step(work, f"update:{arrival.update_id}", self._bot)
        dispatch(step, parsed(arrival.body))
        work.inbox.done(arrival.update_id)
        return step.erased

    def _set_aside(self, work: Work, arrival: Arrival) -> None:
        """After the last attempt the update stays stored, and its author is told."""
        if not work.inbox.failed(arrival.update_id) or arrival.chat is None:
            return
        person = work.people.by_chat(arrival.chat)
        if person is not None:
            step = Step(work, f"aside:{arrival.update_id}", self._bot)
            step.say(person.chat, apology(in_language(person.language)))


def _leading_texts(arrivals: Sequence[Arrival]) -> list[Heard]:
    """The texts before the first update of another kind, or the second one of a chat.

    So nothing overtakes what came before it, neither in a chat nor past a command.
    """
    texts: list[Heard] = []
    seen: set[ChatId] = set()
    for arrival in arrivals:
        said = plain_text(arrival.body)
        if said is None or said.sender.chat in seen:
            break
        seen.add(said.sender.chat)
        reply = Reply(said.message_id, said.at, said.text, said.reply_to)
        texts.append(Heard(arrival.update_id, said.sender.chat, said.sender.name, reply))
    return texts
