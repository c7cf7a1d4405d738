"""What all handlers of themes share: what was pressed, whether it is current, what comes next."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.chat import helping
from bot.chat.talk import Talk
from bot.messages import summarising as words
from bot.messages import theme_changes, themes, voices
from bot.messages.message import Button, Message, paragraphs
from bot.messages.wording import in_language
from bot.service import summarising
from bot.service.rearranging import Review
from bot.service.reviewing import Asked, Reading, read
from bot.service.theme_pages import happened, shown_theme, shown_voices
from flows.attribution import Attribution, first_name
from flows.ids import AnswerId, MessageId, ThemeId
from flows.workshop import Workshop
from storage.themes import StoredTheme


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A facilitator with the themes of a workshop before them.

    Attributes:
        changing: what they can do.
    """

    talk: Talk
    workshop: Workshop
    reading: Reading

    @property
    def changing(self) -> Review:
        """Changes on what is read here."""
        return Review(self.talk.step, self.workshop, self.talk.person, self.reading)

    def theme(self, number: int) -> StoredTheme | None:
        """A theme of this workshop, dissolved or not; None where it is gone."""
        return self.reading.theme(ThemeId(number))

    def anew(self) -> "Reviewing":
        """The same after something has changed."""
        return reviewing(self.talk, self.workshop)

    def may_quote(self, theme: StoredTheme, answer: AnswerId) -> bool:
        """Whether an answer of a theme may speak for it."""
        said = self.reading.said.get(answer)
        return (
            said is not None
            and answer in theme.answers
            and said.attribution is not Attribution.NOT_QUOTED
        )

    def conflict(self, theme: StoredTheme, more: Markup | None = None) -> None:
        """Somebody has changed the theme since the reader saw it: say what, show it as it is."""
        talk, _ = self.talk, self.talk.wording
        what = happened(talk.work, talk.person, theme)
        note = theme_changes.conflict(_, self.workshop, what)
        back = None
        if theme.before is not None:
            place = f"{theme.id}:{theme.version}"
            back = theme_changes.back_to(_, self.workshop, place, what)
        note = paragraphs(note, more or "")
        if theme.answers:
            show_theme(self, theme, note=note, undo=back)
        elif back is not None:
            talk.show(theme_changes.dissolved_meanwhile(_, self.workshop, note, back))
        else:
            talk.show(theme_changes.gone(_, self.workshop))

    def after(self, theme: StoredTheme, note: Markup, undo: Button | None) -> None:
        """Show a theme that was changed, or the individual voices where it has no answers left."""
        if theme.answers:
            show_theme(self, theme, note=note, undo=undo)
        else:
            show_voices(self, self.reading.where(theme.question), note=note, undo=undo)

    def tell_undone(self, theme: StoredTheme) -> None:
        """Whoever made the change hears that it was taken back, unless they did so themselves."""
        talk = self.talk
        if theme.changed_by is None or theme.changed_by == talk.person.id:
            return
        other = talk.work.people.find(theme.changed_by)
        if other is None or other not in talk.step.facilitators(self.workshop):
            return
        asked = self.reading.where(theme.question)
        label = theme.before.label if theme.before is not None else theme.label
        told = theme_changes.undone(
            in_language(other.language),
            self.workshop,
            first_name(talk.person.name),
            (asked.day, asked.number),
            (theme.id, label),
        )
        talk.step.say(other.chat, told)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a theme that is as it was when the button was shown.

    Attributes:
        more: the numbers behind the theme and its version.
    """

    review: Reviewing
    theme: StoredTheme
    more: tuple[int, ...]


def reviewing(talk: Talk, workshop: Workshop) -> Reviewing:
    """Load what a facilitator has before them."""
    return Reviewing(talk, workshop, read(talk.work, workshop))


def numbers(arguments: str, count: int) -> tuple[int, ...] | None:
    """The numbers of a button, if it holds so many."""
    parts = arguments.split(":")
    if len(parts) != count or not all(part.isdecimal() for part in parts):
        return None
    return tuple(map(int, parts))


def pressed(talk: Talk, workshop: Workshop, arguments: str, more: int) -> Pressed | None:
    """What a button `THEME:VERSION:…` is about; None where that is said already.

    Args:
        talk: who pressed it.
        workshop: whose theme.
        arguments: of the button.
        more: how many numbers stand behind the version.
    """
    found = numbers(arguments, 2 + more)
    if found is None:
        helping.stale(talk)
        return None
    review = reviewing(talk, workshop)
    theme = review.theme(found[0])
    if theme is None:
        talk.show(theme_changes.gone(talk.wording, workshop))
        return None
    if theme.version != found[1] or not theme.answers:
        review.conflict(theme)
        return None
    return Pressed(review, theme, found[2:])


def show_theme(
    review: Reviewing,
    theme: StoredTheme,
    *,
    page: int = 0,
    note: Markup | None = None,
    undo: Button | None = None,
    message_id: MessageId | None = None,
) -> None:
    """Show a theme, in the message with this number where there is one."""
    talk = review.talk
    shown = shown_theme(review.reading, theme, page)
    message = themes.theme(talk.wording, review.workshop, shown, note, undo)
    if message_id is not None:
        talk.step.edit(talk.person.chat, message_id, message)
    else:
        talk.show(message)


def show_voices(
    review: Reviewing,
    asked: Asked,
    *,
    page: int = 0,
    note: Markup | None = None,
    undo: Button | None = None,
) -> None:
    """Show what stands in no theme of a question."""
    shown = shown_voices(review.reading, asked, page)
    review.talk.show(voices.voices(review.talk.wording, review.workshop, shown, note, undo))


def show_question(review: Reviewing, asked: Asked) -> None:
    """The first theme of a question that waits to be confirmed, else its first, else its voices."""
    themes_here = review.reading.themes_of(asked.question.id)
    waiting = [one for one in themes_here if one.confirmed_at is None]
    if themes_here:
        show_theme(review, (waiting or list(themes_here))[0])
    else:
        show_voices(review, asked)


def show_next(review: Reviewing, after: StoredTheme | None, note: Markup | None = None) -> None:
    """Show the next theme that waits to be confirmed; the overview where none does."""
    talk, _ = review.talk, review.talk.wording
    waiting = review.reading.unconfirmed(after)
    if waiting is not None:
        show_theme(review, waiting, note=note)
        return
    said = paragraphs(note or "", theme_changes.all_confirmed(_) if review.reading.themes else "")
    at = summarising.overview(talk.work, review.workshop)
    overview = words.overview(_, review.workshop, at)
    talk.show(Message(paragraphs(said, overview.html), overview.rows))
