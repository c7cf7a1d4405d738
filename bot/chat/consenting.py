"""Authors decide about a sentence of theirs: with buttons, or by typing."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import helping
from bot.chat.talk import DialogHandler, Handler, Talk
from bot.messages import consenting as words
from bot.messages import details_in_sentences
from bot.messages.message import Message
from bot.service import consenting, noticing
from bot.service.asked import asked_now
from bot.service.consenting import Own
from bot.service.withdrawing import quoted_in_posts
from flows.attribution import Attribution
from flows.consent import QuoteState, flaw_of, mark, says_no, says_yes
from flows.details import Decision
from flows.ids import MessageId, QuoteId
from flows.workshop import Joining, Person
from storage.dialogs import Dialog
from storage.work import Work

NAME = "own_sentence"
_DECIDES = "cite:"
"""How the data of buttons begin that decide about a sentence."""
_ABOUT_DETAILS = "citeout:"
"""How the data of the first button begins that decides about details in it."""


def typed(work: Work, person: Person, text: str, reply_to: MessageId | None) -> str | None:
    """The data of the button that a typed yes, no or number means.

    A message that replies to the question means it. Any other does only if the question is the
    newest message with buttons, and no question of a round waits, which it could answer.
    """
    if not (says_yes(text) or says_no(text) or text.strip().isdecimal()):
        return None
    if reply_to is not None:
        return _meant(work.traces.buttons(person.chat, reply_to), text)
    if work.sessions.waiting_in([person.id]):
        return None
    return _meant(_newest_buttons(work, person), text)


def show_again(talk: Talk) -> bool:
    """Somebody wrote something else while the question stands lowest: put it once more.

    Returns:
        False where it does not stand lowest, or a question of a round waits: it may be the answer
        to that.
    """
    if not any(_decides(one) for one in _newest_buttons(talk.work, talk.person)):
        return False
    own = consenting.waiting_for(talk.step, talk.person)
    if own is None or asked_now(talk.step, talk.person) is not None:
        return False
    open_details = own.quote.details is Decision.OPEN
    lead = details_in_sentences.again if open_details else words.again
    talk.say(consenting.question_about(talk.step, own, lead(talk.wording)))
    return True


def _decide(talk: Talk, arguments: str) -> None:
    """`cite:QUOTE:MARK:WAY`."""
    number, _, rest = arguments.partition(":")
    marked, _, way = rest.partition(":")
    own = _own(talk, number)
    if own is None:
        return
    if way not in set(Attribution):
        helping.stale(talk)
    elif marked != mark(own.quote.words):
        again = words.reads_now(talk.wording)
        talk.show(consenting.question_about(talk.step, own, again))
    elif own.quote.details is Decision.OPEN and way != Attribution.NOT_QUOTED:
        # It was written anew with the same words: what stands in them comes first.
        talk.show(consenting.question_about(talk.step, own))
    elif way != Attribution.NOT_QUOTED and _details_first(talk, own):
        talk.toast(words.details_first(talk.wording), alert=True)
    else:
        _settle(talk, _decided(talk, own, Attribution(way)))
        if own.quote.state is QuoteState.ASKED:
            consenting.ask_next(talk.step, talk.person, own.participant)


def _details_first(talk: Talk, own: Own) -> bool:
    """Whether the answer holds details that are not decided about, which then are asked about."""
    placed = own.placed
    return not own.quote.own_words and noticing.ask_first(
        talk.step, placed.session_id, placed.question
    )


def _decided(talk: Talk, own: Own, way: Attribution) -> Message:
    workshop, answer_id = talk.work.workshops.get(own.placed.workshop_id), own.quote.answer_id
    if way is not Attribution.NOT_QUOTED:
        given = consenting.allow(talk.step, own, way)
        there = quoted_in_posts(talk.work, workshop, answer_id) is not None
        later = workshop.published_at is not None and not there
        return words.allowed(talk.wording, given, later=later)
    there = quoted_in_posts(talk.work, workshop, answer_id) is not None
    declined = consenting.decline(talk.step, own)
    if own.quote.state is not QuoteState.ALLOWED:
        return words.declined(talk.wording, declined)
    return words.taken_back(talk.wording, declined, published=there)


def _ask(talk: Talk, arguments: str) -> None:
    """`citeask:QUOTE`: the question once more, whatever was decided before."""
    own = _own(talk, arguments)
    if own is not None:
        _stop_typing(talk)
        talk.show(consenting.question_about(talk.step, own))


def _reword(talk: Talk, arguments: str) -> None:
    """`citeword:QUOTE:MARK`."""
    number, _, marked = arguments.partition(":")
    own = _own(talk, number)
    if own is None:
        return
    if marked != mark(own.quote.words):
        again = words.reads_now(talk.wording)
        talk.show(consenting.question_about(talk.step, own, again))
        return
    talk.expect(NAME, talk.message_id if talk.pressed else None, quote=own.quote.id)
    talk.show(words.which_words(talk.wording, own.quote))


def _take_sentence(talk: Talk, dialog: Dialog, text: str) -> None:
    own = _own(talk, str(dialog.facts["quote"]))
    if own is None:
        talk.expect_nothing()
        return
    flaw = flaw_of(text)
    if flaw is not None:
        talk.say(words.no_sentence(talk.wording, own.quote, flaw, len(text)))
        return
    talk.expect_nothing()
    if dialog.message_id is not None:
        talk.step.remove_keyboard(talk.person.chat, dialog.message_id)
    written = consenting.reword(talk.step, own, " ".join(text.split()))
    talk.say(consenting.question_about(talk.step, written))


def _keep_details(talk: Talk, arguments: str) -> None:
    """`citekeep:QUOTE:MARK`."""
    own = _with_open_details(talk, arguments)
    if own is not None:
        kept = consenting.keep_details(talk.step, own)
        _settle(talk, consenting.question_about(talk.step, kept))


def _replace_details(talk: Talk, arguments: str) -> None:
    """`citeout:QUOTE:MARK`."""
    own = _with_open_details(talk, arguments)
    if own is not None:
        left = consenting.replace_details(talk.step, own)
        _settle(talk, consenting.question_about(talk.step, left))


def _with_open_details(talk: Talk, arguments: str) -> Own | None:
    """The quote, if it has these words and its author has to decide; else it is shown as it is."""
    number, _, marked = arguments.partition(":")
    own = _own(talk, number)
    if own is None:
        return None
    if own.quote.details is Decision.OPEN and marked == mark(own.quote.words):
        return own
    again = words.reads_now(talk.wording) if marked != mark(own.quote.words) else None
    talk.show(consenting.question_about(talk.step, own, again))
    return None


def _own(talk: Talk, number: str) -> Own | None:
    """The person's own quote that can be decided about; else they have been told why not."""
    if not number.isdecimal():
        helping.stale(talk)
        return None
    quote_id = QuoteId(int(number))
    own = consenting.own_quote(talk.step, talk.person, quote_id)
    if own is None and talk.work.quotes.get(quote_id) is not None:
        helping.stale(talk)
    elif own is None or not consenting.is_wanted(talk.step, own):
        _settle(talk, Message(words.not_wanted(talk.wording)))
        _ask_next_anywhere(talk)
    elif own.participant.attribution is Attribution.NOT_QUOTED:
        _settle(talk, Message(words.never_quoted(talk.wording)))
    else:
        return own
    return None


def _ask_next_anywhere(talk: Talk) -> None:
    for participant in talk.work.participants.of_person(talk.person.id):
        if participant.state is Joining.JOINED:
            consenting.ask_next(talk.step, talk.person, participant)


def _settle(talk: Talk, message: Message) -> None:
    """As `Talk.show`; where it was typed, the question's buttons go."""
    if not talk.pressed:
        newest = talk.work.outbox.last_keyboard(talk.person.chat)
        if newest is not None and any(_decides(one) for one in _flat(newest[1])):
            talk.step.remove_keyboard(talk.person.chat, newest[0])
    talk.show(message)


def _stop_typing(talk: Talk) -> None:
    dialog = talk.work.dialogs.get(talk.person.id)
    if dialog is not None and dialog.expects == NAME:
        talk.expect_nothing()


def _newest_buttons(work: Work, person: Person) -> Sequence[Mapping[str, Any]]:
    newest = work.outbox.last_keyboard(person.chat)
    return () if newest is None else _flat(newest[1])


def _flat(body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows = body["reply_markup"]["inline_keyboard"]
    return tuple(button for row in rows for button in row)


def _decides(button: Mapping[str, Any]) -> bool:
    return str(button.get("callback_data", "")).startswith((_DECIDES, _ABOUT_DETAILS))


def _meant(buttons: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """The data of the first button for a yes, of the one that declines for a no, by number."""
    if not buttons or not _decides(buttons[0]):
        return None
    data = [str(button.get("callback_data", "")) for button in buttons]
    if text.strip().isdecimal():
        number = int(text)
        return data[number - 1] if 1 <= number <= len(data) else None
    if says_yes(text):
        return data[0] if data[0].startswith(_DECIDES) else None
    return next((one for one in data if one.endswith(f":{Attribution.NOT_QUOTED}")), None)


TAPS: dict[str, Handler] = {
    "cite": _decide,
    "citeask": _ask,
    "citeword": _reword,
    "citekeep": _keep_details,
    "citeout": _replace_details,
}
DIALOGS: dict[str, DialogHandler] = {NAME: _take_sentence}
