"""Help, and what the bot says where something does not fit."""

from enum import StrEnum

from markupsafe import Markup

from bot.messages.message import Button, Message, Row, lines, paragraphs
from bot.messages.wording import Wording


class Matter(StrEnum):
    """What a command of facilitators is about, so that a refusal can name it."""

    PUBLISHING = "publishing"
    READING = "reading"
    TIMES = "times"
    INVITING = "inviting"
    SETTING_UP = "setting up"
    OTHER = "other"


def help_for_participants(_: Wording) -> Markup:
    """What participants can do."""
    return lines(
        Markup("<b>{}</b>").format(_("Taking part")),
        _("Answer by simply writing, whenever it suits you. You can correct a sent message."),
        _("/next shows the open question, /skip passes over it, /back goes back one."),
        _("/answers shows your answers, /pause stops reminders."),
        _("/privacy says what is stored and how you are quoted; /language changes the language."),
        _("/mydata gives you a copy, /leave ends taking part, /forgetme deletes everything."),
    )


def help_for_facilitators(_: Wording) -> Markup:
    """What facilitators can do besides."""
    return lines(
        Markup("<b>{}</b>").format(_("Facilitating")),
        _("/workshop shows the card with all that belongs to your workshop, /workshops switches."),
        _("/new sets up a workshop, /invite invites people, /schedule and /shift set the times."),
        _("/status says who has answered, /remind reminds those with open questions."),
        _("/round opens a day now, /close closes it, /hold and /resume stop and go on."),
        _("/summary shows the answers, /publish checks and publishes the post."),
        _("/delete deletes the workshop."),
    )


def help_for_strangers(_: Wording) -> Markup:
    """What the bot is, for who has no part in anything."""
    return _(
        "Hello. I am Nachklang and accompany workshops with questions. "
        "To join you need an invitation link from the facilitators."
    )


def help_message(_: Wording, *parts: Markup, rows: tuple[Row, ...]) -> Message:
    """The parts that are for this reader."""
    return Message(paragraphs(*parts), rows)


def hello(_: Wording) -> Message:
    """Somebody started the bot without a link."""
    return Message(help_for_strangers(_), ((help_button(_),),))


def refused(_: Wording, matter: Matter, *, takes_part: bool) -> Markup:
    """Somebody else may do this; what the reader can do instead."""
    instead = Markup()
    if takes_part:
        instead = _("You can go on answering or look at your answers.")
    return Markup(" ").join(part for part in (_whose(_, matter), instead) if part)


def no_workshop_yet(_: Wording) -> Message:
    """A facilitator's command without a workshop that it could be about."""
    return Message(
        _("You have no workshop yet. /new sets one up. It takes about two minutes."),
        ((Button(str(_("New workshop")), press="new", style="primary"),), (help_button(_),)),
    )


def your_workshop(_: Wording, title: str, *, written: bool) -> Message:
    """A facilitator started the bot again, or wrote what nothing waited for."""
    text = _(
        "You facilitate <b>{title}</b>. /workshop shows the card with all that belongs to it.",
        title=title,
    )
    not_stored = _("I have not stored this.") if written else ""
    return Message(lines(not_stored, text))


def your_role(_: Wording, title: str) -> Message:
    """An organiser started the bot again."""
    return Message(
        _(
            "You are an organiser of <b>{title}</b>. "
            "You get the post and the files here as soon as they are ready.",
            title=title,
        )
    )


def unknown_command(_: Wording, typed: str, nearest: str | None) -> Message:
    """Nothing by that name."""
    text = _("I do not know /{typed}.", typed=typed)
    if nearest is not None:
        text = Markup("{} {}").format(text, _("Did you mean /{nearest}?", nearest=nearest))
    return Message(text, ((help_button(_),),))


def connect_elsewhere(_: Wording) -> Message:
    """Somebody typed /connect in their private chat."""
    return Message(
        _("Type /connect in the group or channel where the post should appear. Add me there first.")
    )


def stale(_: Wording) -> Markup:
    """A button that means nothing any more."""
    return _("This button no longer does anything. Nothing changes. What you can do: /help")


def no_stickers(_: Wording) -> Markup:
    """A sticker came."""
    return _("I cannot use stickers. Please type your answer as text.")


def no_voice(_: Wording) -> Markup:
    """A voice message came."""
    return lines(
        _("I do not understand voice messages yet. I have not downloaded it."),
        _("Tip: tap the microphone of your keyboard and speak. Your phone then types for you."),
    )


def no_pictures(_: Wording) -> Markup:
    """A picture came."""
    return _("I cannot use pictures. I have not downloaded yours. Please type your answer as text.")


def text_only(_: Wording) -> Markup:
    """Something else came."""
    return _("I cannot use that, and have not kept it. Please type your answer as text.")


def caption_not_stored(_: Wording) -> Markup:
    """Words stood below what came."""
    return _("I have not stored the words below it. To copy them, keep your finger on them.")


def open_question(_: Wording, number: int) -> Markup:
    """Which question is waiting."""
    return _("Question {number} is open.", number=number)


def show_question(_: Wording, number: int) -> Button:
    """Shows the question that is waiting."""
    label = _("Show question {number}", number=number)
    return Button(str(label), press="next", style="primary")


def open_button(_: Wording) -> Button:
    """Shows the question that is waiting."""
    return Button(str(_("Open question")), press="next", style="primary")


def answers_button(_: Wording) -> Button:
    """Shows one's own answers."""
    return Button(str(_("My answers")), press="do:answers")


def help_button(_: Wording) -> Button:
    """Shows the help."""
    return Button(str(_("Help")), press="do:help")


def privacy_button(_: Wording) -> Button:
    """Shows the privacy text."""
    return Button(str(_("Privacy")), press="do:privacy")


def language_button(_: Wording) -> Button:
    """Asks for the language."""
    return Button(str(_("Language")), press="do:language")


def which_language(_: Wording) -> Message:
    """Ask for the language, in both, for somebody may not read the present one."""
    rows = ((Button("Deutsch", press="lang:de"), Button("English", press="lang:en")),)
    return Message(Markup("Welche Sprache? · Which language?"), rows)


def speaks_now(_: Wording) -> Markup:
    """In the new language: that it is spoken now."""
    return _("✓ I speak English with you now.")


def _whose(_: Wording, matter: Matter) -> Markup:
    match matter:
        case Matter.PUBLISHING:
            return _("Only the facilitators can publish.")
        case Matter.READING:
            return _("Only the facilitators can see that.")
        case Matter.TIMES:
            return _("Only the facilitators can open, close and move rounds.")
        case Matter.INVITING:
            return _("Only the facilitators can invite people.")
        case Matter.SETTING_UP:
            return _("Only people who facilitate here can set up a workshop.")
        case Matter.OTHER:
            return _("Only the facilitators can do that.")
