"""Sentences of a workshop on their way into its post, without going through the grouping."""

from bot.service import consenting
from bot.service.consenting import Own
from flows.attribution import Attribution
from flows.consent import QuoteState
from flows.workshop import Joining
from storage.quotes import StoredQuote
from tests.bot.arranging import Arranged
from tests.bot.chatting import Human


def propose(arranged: Arranged, *words: str) -> None:
    """Want these words in the post; without any, whole answers of who may be quoted at all."""
    with arranged.chat.begin() as step:
        for one in step.work.summaries.answers(arranged.id):
            participant = step.work.participants.get(one.participant_id)
            wanted = [part for part in words if part in one.text] if words else [one.text]
            if participant.attribution is not Attribution.NOT_QUOTED and wanted and wanted[0]:
                step.work.quotes.propose(one.answer_id, wanted[0])


def allow(arranged: Arranged, *words: str) -> None:
    """As `propose`, and everybody says yes, the way that they wished on joining."""
    propose(arranged, *words)
    with arranged.chat.begin() as step:
        for placed in step.work.quotes.placed_in(arranged.id):
            participant = step.work.participants.get(placed.participant_id)
            person = step.work.people.get(participant.person_id)
            wish = participant.attribution or Attribution.UNNAMED
            if participant.state is Joining.JOINED and wish is not Attribution.NOT_QUOTED:
                consenting.allow(step, Own(placed, participant, person), wish)


def quotes(arranged: Arranged) -> list[StoredQuote]:
    """All that are stored of the workshop."""
    with arranged.chat.begin() as step:
        return list(step.work.quotes.of(arranged.id))


def states(arranged: Arranged) -> list[QuoteState]:
    """Where each of them stands."""
    return [one.state for one in quotes(arranged)]


def is_asked(human: Human) -> bool:
    """Whether the lowest message asks for a sentence."""
    data = [button.get("callback_data", "") for row in human.last.buttons for button in row]
    return any(one.startswith("cite:") for one in data)
