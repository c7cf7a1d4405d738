"""What people read when they join: the invitation with its consent, and what comes next.

Whoever changes what these texts promise raises `VERSION`, and everybody is asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.moments import day_and_time
from bot.messages.numbers import questions
from bot.messages.wording import LANGUAGES, Wording
from flows.ids import ParticipantId
from flows.workshop import Person

VERSION = 2
"""Of the texts that people consent to, here and in `messages.privacy`."""

VERSION_DATE = date(2026, 11, 25)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the invitation says about a workshop.

    Attributes:
        facilitators: their names, the longest-serving first.
        dates: of its days; empty while none is scheduled.
        asked: how many questions each day of the flow has.
        kept_until: the last date on which answers are kept; None while days have no date.
    """

    title: str
    host: str
    facilitators: tuple[str, ...]
    dates: tuple[date, ...]
    asked: tuple[int, ...]
    kept_until: date | None


def invitation(_: Wording, person: Person, participant: ParticipantId, about: Occasion) -> Message:
    """The question whether somebody takes part, with what happens to their words.

    No button is primary: yes and no weigh the same.
    """
    text = paragraphs(
        Markup(" ").join((_invited(_, person, about), questions_to_come(_, about.asked))),
        lines(
            Markup("<b>{}</b>").format(_("What happens to your answers")),
            _bullet(_stored(_, about.kept_until)),
            _bullet(_("The facilitators see who has answered and read the answers.")),
            _bullet(_("A sentence of yours goes into the post only if you allow it first.")),
            _bullet(_("In a small group people may recognise you, even without your name.")),
            _bullet(_("Taking part is voluntary. You can stop and delete at any time: /forgetme")),
        ),
        _("Do you agree?"),
    )
    return Message(text, _answers(_, participant))


def asked_again(_: Wording, question: Message, *, written: bool) -> Message:
    """A question with buttons, once more; `written` that something was typed which is no answer."""
    if not written:
        return question
    labels = [_("“{title}”", title=button.label) for button in question.rows[0]]
    how = _(
        "I have not stored this. Tap a button, or type what stands on it: {labels}.",
        labels=Markup(", ").join(labels),
    )
    return Message(paragraphs(question.html, how), question.rows)


def questions_to_come(_: Wording, asked: Sequence[int]) -> Markup:
    """`On both days you get five questions here.`, for any number of days."""
    days, first = len(asked), questions(_, asked[0])
    if len(set(asked)) > 1:
        total = questions(_, sum(asked))
        return _("On {days} days you get {questions} here.", days=days, questions=total)
    match days:
        case 1:
            return _("You get {questions} here.", questions=first)
        case 2:
            return _("On both days you get {questions} here.", questions=first)
        case _more:
            return _("On each of {days} days you get {questions} here.", days=days, questions=first)


def agreed(_: Wording, on: date) -> Markup:
    """What takes the place of the invitation after a yes."""
    return _(
        "✓ You agreed on {date} (version {version}). Change: /privacy",
        date=_.plain_date(on),
        version=VERSION,
    )


def declined(_: Wording) -> Message:
    """Somebody who had not joined said no; nothing of them is kept."""
    return Message(
        _(
            "All right. I have deleted everything I just received from you. "
            "If you want to join after all, open the link again."
        )
    )


def stays_away(_: Wording) -> Message:
    """Somebody who left before said no again; their answers are as they were."""
    return Message(_("All right. You stay out of it, and nothing changes."))


def all_set(_: Wording, then: Markup) -> Message:
    """Somebody has joined; `then` says when a question comes."""
    return Message(Markup(" ").join((_("All set."), then)))


def question_comes(
    _: Wording, zone: ZoneInfo, opens_at: datetime, now: datetime, *, first: bool
) -> Markup:
    """When the next round opens."""
    when = day_and_time(_, opens_at, zone, now)
    if first:
        return _("The first question comes {when}. Until then there is nothing to do.", when=when)
    return _("The next question comes {when}. Until then there is nothing to do.", when=when)


def times_unknown(_: Wording) -> Markup:
    """Nobody has said when the next round opens."""
    return _("When it starts, the question comes here by itself. There is nothing to do.")


def on_its_way(_: Wording) -> Markup:
    """The open question has been put a moment ago."""
    return _("Your question is on its way.")


def all_over(_: Wording) -> Markup:
    """Every day has been; nothing will be asked any more."""
    return _("All days of this workshop are closed, so there is nothing to do.")


def already_in(_: Wording, title: str) -> Message:
    """Somebody who takes part opened the link again."""
    return Message(_("You are already taking part in <b>{workshop}</b>.", workshop=title))


def no_such_link(_: Wording) -> Message:
    """A link that is wrong or old; which workshop it was for is not given away."""
    return Message(
        _("This link is no longer valid. Please ask the person who gave it to you for a new one.")
    )


def text_changed(_: Wording, title: str) -> Markup:
    """Why somebody who agreed before is asked again."""
    return _(
        "The text you agreed to for <b>{workshop}</b> has changed. Please read the new one.",
        workshop=title,
    )


def other_language(_: Wording) -> tuple[str, str]:
    """The language that is not spoken now, and its name in itself."""
    code = next(language for language in LANGUAGES if language != _.language)
    return code, language_name(code)


def language_name(code: str) -> str:
    """What a language calls itself."""
    return {"de": "Deutsch", "en": "English"}[code]


def _invited(_: Wording, person: Person, about: Occasion) -> Markup:
    details = [_.spelled_dates(about.dates)] if about.dates else []
    if about.host:
        details.append(about.host)
    workshop = Markup("<b>{}</b>").format(about.title)
    if details:
        workshop = Markup("{} ({})").format(workshop, ", ".join(details))
    if not about.facilitators:
        return _(
            "Hello {name}. You are invited to the workshop {workshop}.",
            name=person.first_name,
            workshop=workshop,
        )
    return _.many(
        "Hello {name}. {people} invites you to the workshop {workshop}.",
        "Hello {name}. {people} invite you to the workshop {workshop}.",
        len(about.facilitators),
        name=person.first_name,
        people=_.listed(about.facilitators),
        workshop=workshop,
    )


def _stored(_: Wording, kept_until: date | None) -> Markup:
    if kept_until is None:
        return _(
            "I store them with your Telegram name, encrypted, until 180 days after the last day."
        )
    return _(
        "I store them with your Telegram name, encrypted, until {date}.",
        date=_.plain_date(kept_until),
    )


def _bullet(text: Markup) -> Markup:
    return Markup("• {}").format(text)


def _answers(_: Wording, participant: ParticipantId) -> tuple[Row, ...]:
    code, name = other_language(_)
    return (
        (
            Button(str(_("I agree")), press=f"joinyes:{participant}"),
            Button(str(_("No, thanks")), press=f"joinno:{participant}"),
        ),
        (
            Button(str(_("More about privacy")), press=f"joinmore:{participant}"),
            Button(name, press=f"joinlang:{participant}:{code}"),
        ),
    )
