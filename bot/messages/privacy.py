"""What is stored, who sees it, how long, and what people can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.messages import wall
from bot.messages.consenting import decisions
from bot.messages.joining import VERSION, VERSION_DATE
from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.quoting import way
from bot.messages.wording import Wording
from flows.attribution import first_name
from flows.consent import QuoteState
from flows.ids import ParticipantId
from flows.workshop import Joining, Participant


@dataclass(frozen=True, slots=True)
class Handling:
    """Who is responsible for a workshop's words and how long they are kept.

    Attributes:
        host: who invites; empty while unknown.
        contact: who answers questions about privacy; empty while unknown.
        owners: who runs the bot.
        kept_until: the last date on which answers are kept; None while days have no date.
    """

    title: str
    host: str
    contact: str
    owners: tuple[str, ...]
    kept_until: date | None


def privacy(_: Wording, about: Handling) -> Markup:
    """The privacy text of one workshop."""
    return lines(
        _heading(_, about.title),
        _responsible(_, about),
        _line(_("Basis"), _("your consent. You can withdraw it at any time.")),
        _stored(_),
        _line(
            _("Who sees what"),
            _(
                "The facilitators read answers, named the way you choose, and see who has "
                "answered. The organisers see only the post."
            ),
            _running(_, about.owners),
        ),
        _line(
            _("Without a name"),
            _(
                "That is pseudonymous: your name appears nowhere in the post. "
                "In a small group people may recognise you all the same."
            ),
        ),
        _kept(_, about.kept_until),
        _telegram(_),
        _rights(_),
    )


def general(_: Wording, owners: Sequence[str]) -> Message:
    """The privacy text for who takes part in nothing: strangers and people with a role."""
    text = lines(
        _heading(_, None),
        _(
            "I accompany workshops. Each workshop has its own privacy text with the people "
            "responsible; you read it before you agree to take part."
        ),
        _line(
            _("Without a workshop"),
            _("I keep neither your name nor what you write to me."),
        ),
        _line(
            _("Facilitators and organisers"),
            _(
                "I store Telegram name and Telegram id, language and role, "
                "until they delete it or the workshop is deleted."
            ),
        ),
        _line(_("Who sees what"), _running(_, owners)),
        _telegram(_),
        _rights(_),
    )
    return Message(text)


def of_participant(
    _: Wording,
    about: Handling,
    participant: Participant,
    name: str,
    decided: Sequence[QuoteState] = (),
    on_wall: bool | None = None,
) -> Message:
    """The privacy text of a workshop with what this participant has agreed to.

    Args:
        _: the reader's language.
        about: the workshop.
        participant: the reader in it.
        name: what they would be quoted with.
        decided: where each sentence stands that they were asked about.
        on_wall: whether they allow their first name on the wall; None where there is none.
    """
    choice = sentences = on_the_wall = Markup()
    if participant.attribution is not None:
        choice = _line(_("Quoting"), way(_, participant.attribution, name))
    if counts := decisions(_, decided):
        sentences = _line(_("Sentences for the post"), counts)
    if on_wall is not None:
        told = wall.about_shown if on_wall else wall.about
        on_the_wall = _line(_("Wall"), told(_, first_name(name)))
    text = paragraphs(privacy(_, about), lines(choice, sentences, on_the_wall))
    return Message(text, _rows(_, participant, on_wall))


def which_workshop(
    _: Wording, titled: Sequence[tuple[ParticipantId, str]], verb: str, question: Markup
) -> Message:
    """Ask which of several workshops something is about; each button is `verb:PARTICIPANT`."""
    rows = tuple(
        (Button(title if len(title) <= 40 else title[:39] + "…", press=f"{verb}:{participant}"),)  # noqa: PLR2004 - fits a phone
        for participant, title in titled
    )
    return Message(question, rows)


def which_privacy(_: Wording) -> Markup:
    """The question over the workshops."""
    return _("You are in several workshops. Which privacy text do you want to read?")


def back_row(_: Wording, participant: ParticipantId) -> tuple[Row, ...]:
    """Back to the invitation."""
    return ((Button(str(_("Back")), press=f"joinback:{participant}"),),)


def _rows(_: Wording, participant: Participant, on_wall: bool | None) -> tuple[Row, ...]:
    number = participant.id
    erase = Button(str(_("Delete everything")), press="forget")
    if participant.state is Joining.LEFT:
        delete = Button(str(_("Delete my answers")), press=f"leavedelete:{number}")
        quoting = Button(str(_("Change quoting")), press=f"quotechange:{number}")
        return ((quoting, delete), (erase,))
    if participant.state is not Joining.JOINED:
        return ((erase,),)
    on_the_wall: tuple[Row, ...] = ()
    if on_wall is not None:
        on_the_wall = (wall.name_row(_, number, shown=on_wall),)
    return (
        (
            Button(str(_("Change quoting")), press=f"quotechange:{number}"),
            Button(str(_("My data")), press="do:mydata"),
        ),
        *on_the_wall,
        (Button(str(_("Leave workshop")), press=f"leave:{number}"), erase),
    )


def _heading(_: Wording, title: str | None) -> Markup:
    heading = Markup("<b>{}</b>").format(_("Privacy"))
    version = _("version {version}, {date}", version=VERSION, date=_.plain_date(VERSION_DATE))
    if title is not None:
        heading = Markup("{} – {}").format(heading, title)
    return Markup("{} ({})").format(heading, version)


def _line(label: Markup, *sentences: Markup) -> Markup:
    return Markup("<b>{}:</b> {}").format(label, Markup(" ").join(s for s in sentences if s))


def _responsible(_: Wording, about: Handling) -> Markup:
    host = about.host or _("the facilitators of the workshop")
    if not about.contact:
        return _line(_("Responsible"), _("{host}.", host=host.rstrip(".")))
    questions = _("Questions to: {contact}", contact=about.contact)
    return _line(_("Responsible"), _("{host}.", host=host.rstrip(".")), questions)


def _stored(_: Wording) -> Markup:
    return _line(
        _("Stored"),
        _(
            "Telegram name and Telegram id, language, answers with changes, consents, and for a "
            "while the messages between us. Not: phone number, contacts, location."
        ),
    )


def _running(_: Wording, owners: Sequence[str]) -> Markup:
    if not owners:
        return _("Whoever runs the bot can technically read everything.")
    return _(
        "Whoever runs the bot ({owners}) can technically read everything.",
        owners=_.listed(owners),
    )


def _kept(_: Wording, until: date | None) -> Markup:
    if until is None:
        kept = _("until 180 days after the last day, backups up to 30 days longer.")
    else:
        kept = _("until {date}, backups up to 30 days longer.", date=_.plain_date(until))
    return _line(_("How long"), kept)


def _telegram(_: Wording) -> Markup:
    return _line(
        _("Telegram"),
        _(
            "Everything goes through Telegram, also through servers outside the EU, "
            "and is not end-to-end encrypted there."
        ),
    )


def _rights(_: Wording) -> Markup:
    return _line(
        _("Your rights"),
        _(
            "copy /mydata, change /answers, stop /leave, delete /forgetme, "
            "complaint to the data protection authority."
        ),
    )
