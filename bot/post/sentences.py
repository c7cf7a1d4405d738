"""The sentences that all forms of the post share, as HTML-safe text."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.messages.direction import isolated
from bot.messages.wording import Wording
from bot.post.typography import quoted, tied
from flows.summary import DaySummary, Event, Participation, QuestionSummary, Quote, Tally

_LONGEST_BAR = 12
_BLOCK = "▇"


def occasion(event: Event, _: Wording) -> Markup:
    """`Workshop am 30. und 31. Januar 2027, Beispielhaus e. V., Musterstadt`, as far as known."""
    dates = sorted({day for day in event.dates if day is not None})
    what = _("Workshop on {dates}", dates=tied(str(_.spelled_dates(dates)))) if dates else None
    where = [isolated(tied(fact)) for fact in (event.host, event.place) if fact]
    return Markup(", ").join([what or _("Workshop"), *where])


def attendance(participation: Participation, _: Wording) -> Markup:
    """How many took part: `12 Personen waren dabei, 10 haben geantwortet.`."""
    answered = _.many("{n} answered", "{n} answered", participation.answered)
    return _.many(
        "{n} person took part, {answered}.",
        "{n} people took part, {answered}.",
        participation.joined,
        answered=answered,
    )


def day_heading(day: DaySummary, _: Wording) -> Markup:
    """`Tag 1: Woran wir anknüpfen`."""
    return _("Day {number}: {title}", number=day.number, title=day.title.in_language(_.language))


def question_text(question: QuestionSummary, _: Wording) -> str:
    """The question in full, not escaped."""
    return question.question.text.in_language(_.language)


def count(question: QuestionSummary, _: Wording) -> Markup:
    """All numbers of a question in words, but for what people chose.

    `10 Antworten. Vertrauen aufbauen: 4 Personen. Wissen, wer was macht: 3. Einzelne Stimmen: 3.`
    or, where no theme is confirmed, `40 Antworten. „Austausch“: in 9 von 40 Antworten.`
    """
    return Markup(" ").join([_answers(question, _), *_groups(question, _)])


def _answers(question: QuestionSummary, _: Wording) -> Markup:
    if not question.people:
        return _("Nobody has answered yet.") if question.still_open else _("No answers.")
    told = (question.tallies, question.quotes, question.themes, question.mentions)
    if not any(told):
        return _.many("{n} answer, not quoted.", "{n} answers, none quoted.", question.people)
    return _.many("{n} answer.", "{n} answers.", question.people)


def _groups(question: QuestionSummary, _: Wording) -> Iterator[Markup]:
    """Themes and voices, or words; then who said nothing. The first says what is counted."""
    groups = [(isolated(theme.label), theme.people) for theme in question.themes]
    if question.voices:
        groups.append((str(individual_voices(_).unescape()), len(question.voices)))
    for place, mention in enumerate(question.mentions):
        yield in_answers(mention.word, mention.people, _, None if place else question.people)
    if question.set_aside:
        groups.append((str(_("“Don't know” or the like").unescape()), len(question.set_aside)))
    for place, (label, people) in enumerate(groups):
        if place:
            yield _("{label}: {n}.", label=label, n=people)
        else:
            yield _("{group}.", group=in_people(label, people, _))


def individual_voices(_: Wording) -> Markup:
    """What the answers in no theme are called."""
    return _("Individual voices")


def in_people(label: str, people: int, _: Wording) -> Markup:
    """`Vertrauen aufbauen: 4 Personen`."""
    return _.many("{label}: {n} person", "{label}: {n} people", people, label=label)


def in_answers(word: str, people: int, _: Wording, answers: int | None = None) -> Markup:
    """`„Austausch“: in 9 von 40 Antworten.`, and after that one `„Vertrauen“: in 5.`."""
    marked = quoted(word, None, _.language)
    if answers is None:
        return _("{word}: in {n}.", word=marked, n=people)
    return _.many(
        "{word}: in {part} of {n} answer.",
        "{word}: in {part} of {n} answers.",
        answers,
        word=marked,
        part=people,
    )


def tally(choice: Tally, _: Wording) -> Markup:
    """`Gut: 5 Personen`; an end of a scale with its meaning: `5 (sehr gut): 3 Personen`."""
    return in_people(label(choice, _), choice.people, _)


def bar(choice: Tally, question: QuestionSummary) -> str:
    """A block for each person; from more than twelve on in proportion, so that it fits a phone."""
    longest = max(choice.people for choice in question.tallies)
    if longest <= _LONGEST_BAR or not choice.people:
        return _BLOCK * choice.people
    return _BLOCK * max(1, round(_LONGEST_BAR * choice.people / longest))


def author(quote: Quote, _: Wording) -> Markup:
    """The name that stands beside a quote, or `ohne Namen`."""
    return _("without a name") if quote.by is None else Markup.escape(isolated(quote.by))


def at_the_start(_: Wording) -> Markup:
    """Stands before what somebody said first, where a question recalls it."""
    return _("At the start:")


def at_the_end(_: Wording) -> Markup:
    """Stands before what the same person said last."""
    return _("At the end:")


def what_stays(_: Wording) -> Markup:
    """The heading of the closing question."""
    return _("What stays")


def assurance(_: Wording) -> Markup:
    """The line under every post."""
    return _("Counts are people. Every quote was allowed by the person who said it.")


def label(choice: Tally, _: Wording) -> str:
    """What was chosen: `Gut`; an end of a scale with its meaning: `5 (sehr gut)`."""
    if choice.label is None:
        return choice.value
    words = choice.label.in_language(_.language)
    return f"{choice.value} ({words})" if choice.value.lstrip("-").isdigit() else words
