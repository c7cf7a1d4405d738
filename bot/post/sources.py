"""What the statements of the post rest on, in words that name nobody who did not allow it."""

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording
from flows.ids import AnswerId
from flows.summary import Participation, QuestionSummary, Quote, Summary


def of_participation(participation: Participation, _: Wording) -> Markup:
    """What the numbers of those who took part count."""
    return _.many(
        "Counted are all who joined; those who answered at least one question; "
        "together they gave {n} answer.",
        "Counted are all who joined; those who answered at least one question; "
        "together they gave {n} answers.",
        len(participation.answers),
    )


def of_count(question: QuestionSummary, _: Wording) -> Markup:
    """What a question's numbers count: confirmed themes, literal words, or what was chosen."""
    place = _.many(
        "Day {day}, question {number}: {n} answer.",
        "Day {day}, question {number}: {n} answers.",
        question.people,
        day=question.day,
        number=question.number,
    )
    kind = Markup()
    if question.themes:
        kind = _(
            "The facilitators have confirmed which answers say the same. "
            "Each person counts once in a theme."
        )
    elif question.mentions:
        kind = _("Counted are the answers that hold this very word. Nobody has interpreted them.")
    elif question.tallies and question.people:
        kind = _("Counted is what people chose.")
    return Markup(" ").join(part for part in (place, kind) if part)


def of_quote(question: QuestionSummary, quote: Quote, summary: Summary, _: Wording) -> Markup:
    """Where a quote comes from: `Tag 1, Frage 1, Antwort von Amira`."""
    source = _answer(question, quote, _)
    if quote.own_words:
        source = _("{source}, in words that the person wrote for the post", source=source)
    before = None if quote.before is None else _asked_before(quote.before.answer_id, summary)
    if before is None:
        return source
    return _(
        "{source}; at the start: day {day}, question {number}",
        source=source,
        day=before.day,
        number=before.number,
    )


def _answer(question: QuestionSummary, quote: Quote, _: Wording) -> Markup:
    if quote.by is None:
        return _(
            "Day {day}, question {number}, answer without a name",
            day=question.day,
            number=question.number,
        )
    return _(
        "Day {day}, question {number}, answer by {name}",
        day=question.day,
        number=question.number,
        name=isolated(quote.by),
    )


def _asked_before(answer: AnswerId, summary: Summary) -> QuestionSummary | None:
    """The question that an answer was given to."""
    return next((one for one in summary.questions if answer in one.answers), None)
