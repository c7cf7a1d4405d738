"""The question how somebody may be quoted, and the answers to it."""

from markupsafe import Markup

from bot.messages.in_posts import leave_the_post
from bot.messages.message import Button, Message, Row, lines
from bot.messages.wording import Wording
from flows.attribution import Attribution, first_name, shown_name
from flows.ids import ParticipantId
from flows.workshop import Participant, Person

LONGEST_NAME = 60
"""Of the name that someone types to be quoted with, in characters."""


def how_to_quote(_: Wording, person: Person, participant: Participant) -> Message:
    """The question how somebody may be quoted; again no button is primary."""
    thanks = "" if participant.attribution else _("Thank you. One more question:")
    question = Markup("<b>{}</b>").format(_("How may I quote you?"))
    text = lines(
        Markup(" ").join(part for part in (thanks, question) if part),
        _("This is only a suggestion for later. Before the post I show you every sentence again."),
        _(
            "“Without a name” means: nobody reads your name. "
            "In a small group people may recognise you all the same."
        ),
        _(
            "“Do not quote” means: your answer counts, your sentence appears nowhere, and I do not "
            "ask. The facilitators still read it."
        ),
    )
    return Message(text, _ways(_, person, participant.id))


def way(_: Wording, attribution: Attribution, name: str) -> Markup:
    """A way of being quoted in words, as it stands on its button."""
    match attribution:
        case Attribution.FULL_NAME:
            return _("As “{name}”", name=name)
        case Attribution.FIRST_NAME:
            return _("As “{name}”", name=first_name(name))
        case Attribution.UNNAMED:
            return _("Without a name")
        case Attribution.NOT_QUOTED:
            return _("Do not quote")


def chosen_way(
    _: Wording, attribution: Attribution, name: str, *, has_allowed: bool = False, posted: int = 0
) -> Markup:
    """What takes the place of the question how somebody may be quoted.

    Args:
        _: the reader's language.
        attribution: what they chose.
        name: the name that they go by.
        has_allowed: whether sentences of theirs stay as they have allowed them.
        posted: how many quotes of theirs stood in a post that is out.
    """
    if attribution is Attribution.NOT_QUOTED:
        said = _("✓ {way}. Change: /privacy", way=way(_, attribution, name))
        return lines(said, leave_the_post(_, posted))
    stays = _("What you have already allowed stays as you allowed it: /answers")
    return lines(
        _("✓ Suggestion: {way}. Change: /privacy", way=_in_a_line(_, attribution, name)),
        stays if has_allowed else "",
    )


def _in_a_line(_: Wording, attribution: Attribution, name: str) -> Markup:
    """A way of being quoted within a sentence."""
    shown = shown_name(attribution, name)
    return _("without a name") if shown is None else _("as “{name}”", name=shown)


def which_name(_: Wording, participant: ParticipantId) -> Message:
    """Somebody wants to be quoted by another name than Telegram's."""
    back = Button(str(_("Back")), press=f"quotechange:{participant}")
    return Message(
        _("Which name? Type it the way it should stand beside your sentences."), ((back,),)
    )


def no_such_name(_: Wording) -> Message:
    """What was typed cannot stand as a name."""
    return Message(
        _(
            "That is no name I can print. Type up to {longest} characters on one line, "
            "for example: Amira H.",
            longest=LONGEST_NAME,
        )
    )


def _ways(_: Wording, person: Person, participant: ParticipantId) -> tuple[Row, ...]:
    named = [Attribution.FULL_NAME]
    if person.first_name != person.name:
        named.append(Attribution.FIRST_NAME)

    def button(attribution: Attribution) -> Button:
        label = way(_, attribution, person.name).unescape()
        return Button(label, press=f"quote:{participant}:{attribution.value}")

    return (
        tuple(button(attribution) for attribution in named),
        (button(Attribution.UNNAMED), button(Attribution.NOT_QUOTED)),
        (Button(str(_("Another name")), press=f"quotename:{participant}"),),
    )
