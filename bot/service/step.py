"""One step of the program: what it sees of the storage, and what it says."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.messages.message import Message, Row, keyboard
from bot.messages.wording import Wording, in_language
from bot.post.splitting import split_html
from flows.ids import ChatId, MessageId, WorkshopId
from flows.workshop import Person, Role, Workshop
from storage.calls import Attachment, Draft, Lane
from storage.work import Work

ByLanguage = Callable[[Wording], Message]
"""What to say, once the reader's language is known."""


@dataclass(slots=True)
class Step:
    """A unit of work with a voice. Everything said goes through the outbox, with the work.

    Attributes:
        work: the stores, on one transaction.
        cause: what began the step, as a word that is the same if the step is repeated
            (`update:17`, `round:3:open`); what is said is keyed by it, and so said once.
        bot: the bot's username, for links.
        erased: whether somebody's words were deleted. Whoever ran the step then empties SQLite's
            write-ahead log after the commit (`PRAGMA wal_checkpoint(TRUNCATE)`), for the words stay
            readable in that file until it is overwritten.
        gathered: where it is a list, what is planned is put there instead, and whoever gave it
            plans it, together with what other steps on the same work have said.
    """

    work: Work
    cause: str
    bot: str
    gathered: list[Draft] | None = None
    erased: bool = field(default=False, init=False)
    _said: int = field(default=0, init=False)

    def say(
        self,
        chat: ChatId,
        message: Message,
        *,
        key: str | None = None,
        lane: Lane = Lane.REPLY,
        reply_to: MessageId | None = None,
        workshop_id: WorkshopId | None = None,
        prompt_id: int | None = None,
        repeatable: bool = True,
    ) -> bool:
        """Send a message; False if one with this key was planned before.

        What is too long for one message becomes several, cut where a reader would pause: the first
        one replies, and the last one has the buttons and counts as the prompt.

        Args:
            chat: where to.
            message: what to say.
            key: makes it unique beyond this step.
            lane: who goes first.
            reply_to: a message in the chat that it answers, if that still exists.
            workshop_id: whose facilitators hear of it if it cannot be delivered.
            prompt_id: the prompt that it delivers.
            repeatable: may be sent once more where the first was perhaps delivered.
        """
        key = key or self._next_key()
        parts = split_html(message.html)
        planned = True
        for number, part in enumerate(parts, 1):
            last = number == len(parts)
            body = Message(part, message.rows if last else ()).body()
            if reply_to is not None and number == 1:
                body["reply_parameters"] = {
                    "message_id": reply_to,
                    "allow_sending_without_reply": True,
                }
            draft = Draft(
                key=key if last else f"{key}/{number}",
                chat=chat,
                method="sendMessage",
                body=body,
                lane=lane,
                workshop_id=workshop_id,
                prompt_id=prompt_id if last else None,
                repeatable=repeatable,
            )
            planned = self.plan(draft)
        return planned

    def send_file(
        self,
        chat: ChatId,
        attachment: Attachment,
        caption: Message | None = None,
        *,
        key: str | None = None,
        workshop_id: WorkshopId | None = None,
    ) -> bool:
        """Send a picture (its field is `photo`) or a document (`document`) with a caption."""
        body: dict[str, object] = {}
        if caption is not None:
            body = caption.body()
            body["caption"] = body.pop("text")
            del body["link_preview_options"]
        method = "sendPhoto" if attachment.field == "photo" else "sendDocument"
        draft = Draft(
            key=key or self._next_key(),
            chat=chat,
            method=method,
            body=body,
            attachments=(attachment,),
            workshop_id=workshop_id,
        )
        return self.plan(draft)

    def edit(
        self, chat: ChatId, message_id: MessageId, message: Message, *, lane: Lane = Lane.REPLY
    ) -> None:
        """Let a message of the bot say something else; buttons not given disappear.

        What has no room in it follows in messages of its own, the last of which has the buttons.
        """
        first, *rest = split_html(message.html)
        body = Message(first, () if rest else message.rows).body() | {"message_id": message_id}
        self.plan(Draft(self._next_key(), chat, "editMessageText", body, lane))
        for number, part in enumerate(rest, 1):
            rows = message.rows if number == len(rest) else ()
            self.say(chat, Message(part, rows), lane=lane)

    def settle(self, chat: ChatId, message_id: MessageId, text: str) -> None:
        """A keyboard was used: a line of text takes the message's place."""
        self.edit(chat, message_id, Message(text))

    def remove_keyboard(self, chat: ChatId, message_id: MessageId) -> None:
        """Take the buttons off a message whose text stays; the first thing to drop under load."""
        body = {"message_id": message_id}
        draft = Draft(self._next_key(), chat, "editMessageReplyMarkup", body, Lane.NICETY)
        self.plan(draft)

    def change_keyboard(self, chat: ChatId, message_id: MessageId, rows: Sequence[Row]) -> None:
        """Let a message whose text stays have other buttons."""
        body = {"message_id": message_id, "reply_markup": keyboard(rows)}
        self.plan(Draft(self._next_key(), chat, "editMessageReplyMarkup", body))

    def toast(self, callback_id: str, text: str | Markup = "", *, alert: bool = False) -> None:
        """Answer a tap, which every tap needs; `text` (no HTML, at most 200) is gone in seconds."""
        body: dict[str, object] = {"callback_query_id": callback_id}
        if text:
            body["text"] = Markup(text).unescape()[:200]  # noqa: S704 - turned into plain text
        if alert:
            body["show_alert"] = True
        key = f"toast:{callback_id}"
        self.plan(Draft(key, None, "answerCallbackQuery", body, Lane.RECEIPT))

    def react(self, chat: ChatId, message_id: MessageId, emoji: str) -> None:
        """Put a reaction on a message: a receipt without a sound."""
        body = {
            "message_id": message_id,
            "reaction": [{"type": "emoji", "emoji": emoji}],
        }
        self.plan(Draft(self._next_key(), chat, "setMessageReaction", body, Lane.NICETY))

    def plan(self, draft: Draft) -> bool:
        """Put a call into the outbox; False if one with its key is there."""
        if self.gathered is not None and not draft.attachments:
            self.gathered.append(draft)
            return True
        return self.work.outbox.add(draft, self.work.now) is not None

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is planned in this block is put into the outbox at its end, in one statement."""
        if self.gathered is not None:
            yield
            return
        self.gathered = []
        try:
            yield
            self.work.outbox.add_all(self.gathered, self.work.now)
        finally:
            self.gathered = None

    def tell_facilitators(
        self, workshop: Workshop, message: ByLanguage, *, but: Sequence[Person] = ()
    ) -> None:
        """Say something to everyone who facilitates a workshop, each in their language."""
        for facilitator in self.facilitators(workshop):
            if facilitator.id not in {person.id for person in but}:
                self.say(facilitator.chat, message(in_language(facilitator.language)))

    def facilitators(self, workshop: Workshop) -> tuple[Person, ...]:
        """Everyone who facilitates a workshop."""
        return self._people(workshop, Role.FACILITATOR)

    def organisers(self, workshop: Workshop) -> tuple[Person, ...]:
        """Everyone who organises a workshop."""
        return self._people(workshop, Role.ORGANISER)

    def link(self, payload: str) -> str:
        """The address that opens the bot with a start parameter."""
        return f"https://t.me/{self.bot}?start={payload}"

    def _people(self, workshop: Workshop, role: Role) -> tuple[Person, ...]:
        ids = self.work.teams.members(workshop.id, role)
        return tuple(self.work.people.get(person_id) for person_id in ids)

    def _next_key(self) -> str:
        self._said += 1
        return f"{self.cause}:{self._said}"
