"""Reading the answers of a summary, leaving some out, taking them in again."""

from bot.chat import helping
from bot.chat.reading_themes import reviewing, show_question
from bot.chat.talk import Talk, WorkshopHandler
from bot.messages import summarising as words
from bot.messages.authors import in_words
from bot.messages.message import Message
from bot.service import summarising
from bot.service.compiling import compiled
from flows.ids import AnswerId
from flows.workshop import Workshop


def _questions(talk: Talk, workshop: Workshop, _arguments: str) -> None:
    questions = summarising.questions_in_order(compiled(talk.work, workshop))
    talk.show(words.which_question(talk.wording, workshop, questions))


def _page(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """The themes of a question; its answers as they came, where there are no themes."""
    place, _, number = arguments.partition(":")
    if not (place.isdecimal() and number.isdecimal()):
        helping.stale(talk)
        return
    review = reviewing(talk, workshop)
    asked = review.reading.at(int(place))
    if asked is not None and asked.question.id in review.reading.groupings:
        show_question(review, asked)
    else:
        found = summarising.page(talk.work, workshop, talk.wording, int(place), int(number))
        _show(talk, workshop, found)


def _day(talk: Talk, workshop: Workshop, arguments: str) -> None:
    """The themes of a day that has closed."""
    review = reviewing(talk, workshop)
    day = int(arguments) if arguments.isdecimal() else 0
    questions = [one for one in review.reading.questions if one.day == day]
    grouped = [one for one in questions if one.question.id in review.reading.groupings]
    if not review.reading.grouped(day):
        talk.show(words.looking_for_themes(talk.wording, workshop, day))
    elif grouped:
        waiting = [one for one in review.reading.themes_on(day) if one.confirmed_at is None]
        first = review.reading.where(waiting[0].question) if waiting else grouped[0]
        show_question(review, first)
    else:
        _questions(talk, workshop, "")


def _leave_out(talk: Talk, workshop: Workshop, arguments: str) -> None:
    _set_left_out(talk, workshop, arguments, left_out=True)


def _take_in(talk: Talk, workshop: Workshop, arguments: str) -> None:
    _set_left_out(talk, workshop, arguments, left_out=False)


def _set_left_out(talk: Talk, workshop: Workshop, arguments: str, *, left_out: bool) -> None:
    found = _page_with(talk, workshop, arguments)
    if found is not None:
        talk.work.summaries.leave_out(AnswerId(int(arguments)), left_out=left_out)
        found = _page_with(talk, workshop, arguments)
    _show(talk, workshop, found)


def _read(talk: Talk, workshop: Workshop, arguments: str) -> None:
    found = _page_with(talk, workshop, arguments)
    if found is None:
        helping.stale(talk)
        return
    one = next(one for one in found.answers if one.answer_id == int(arguments))
    _ = talk.wording
    talk.say(Message(in_words(_, one.words, one.attribution, one.name)))


def _page_with(talk: Talk, workshop: Workshop, arguments: str) -> words.Page | None:
    if not arguments.isdecimal():
        return None
    answer = AnswerId(int(arguments))
    return summarising.page_with(talk.work, workshop, talk.wording, answer)


def _show(talk: Talk, workshop: Workshop, page: words.Page | None) -> None:
    if page is None:
        helping.stale(talk)
    else:
        talk.show(words.page(talk.wording, workshop, page))


WORKSHOP_TAPS: dict[str, WorkshopHandler] = {
    "sumpick": _questions,
    "sumq": _page,
    "sumday": _day,
    "sumleave": _leave_out,
    "sumtake": _take_in,
    "sumread": _read,
}
