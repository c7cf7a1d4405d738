"""The messages that a post consists of, as they are to stand in a chat, and their keys."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.messages import publishing as words
from bot.messages.message import Message, Row, keyboard
from bot.messages.wording import in_language
from bot.post.charts import caption
from bot.post.telegram import post_parts
from bot.service.printing import Form
from flows.ids import ChatId, MessageId, WorkshopId
from flows.summary import Summary
from flows.workshop import Person, Workshop
from storage.calls import POST, Attachment, Draft

ENDINGS: Final = {
    Form.HTML: ".html",
    Form.PDF: ".pdf",
    Form.DOCX: ".docx",
    Form.MARKDOWN: ".md",
    Form.FRAGMENT: "-fragment.html",
}
"""The files that organisers get, in this order."""

Printed = Mapping[Form, bytes]

_KEY = re.compile(r"(post|postfile):(\d+):(\d+):(-?\d+):(\w+):(\d+)")
_UPLOAD = "file"
"""The field of the form in which a new file comes with an edit."""


@dataclass(frozen=True, slots=True)
class PostKey:
    """Names one message of a post in the outbox.

    Attributes:
        version: when it was published, in seconds since 1970.
        chat: where it was to go when it was published.
        part: `picture`; the number of the text, from 1; the form of a file.
        attempt: from 1; another where a facilitator wants it, or where a part could not leave as
            it was; of files that were asked for again, how often.
        kind: `storage.calls.POST` or `POST_FILE`, which are files that were asked for again.
    """

    workshop_id: WorkshopId
    version: int
    chat: ChatId
    part: str
    attempt: int = 1
    kind: str = POST

    def __str__(self) -> str:
        place = f"{self.workshop_id}:{self.version}:{self.chat}"
        return f"{self.kind}{place}:{self.part}:{self.attempt}"

    @property
    def again(self) -> "PostKey":
        """The next attempt at the same part."""
        return replace(self, attempt=self.attempt + 1)


def key_of(text: str) -> PostKey | None:
    """The key of a part of a post; None for anything else."""
    key = standing_key(text)
    return key if key is not None and key.kind == POST else None


def standing_key(text: str) -> PostKey | None:
    """The key of a part of a post, or of a file that was sent once more; None for anything else."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    kind, workshop, version, chat, part, attempt = found.groups()
    return PostKey(
        WorkshopId(int(workshop)), int(version), ChatId(int(chat)), part, int(attempt), f"{kind}:"
    )


def keys_of(kind: str, workshop_id: WorkshopId, version: int) -> str:
    """How the keys of a version begin."""
    return f"{kind}{workshop_id}:{version}:"


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of a post.

    Attributes:
        part: as in `PostKey`.
        html: its text, or the caption of its file.
        rows: its buttons.
        file: its file; None for a text.
        name: what the file is called.
    """

    part: str
    html: str = ""
    rows: tuple[Row, ...] = ()
    file: bytes | None = None
    name: str = ""

    def sending(self, key: PostKey, *, to: ChatId, repeatable: bool) -> Draft:
        """The call that sends it."""
        if self.file is None:
            method, body = "sendMessage", Message(self.html, self.rows).body()
            attachments: tuple[Attachment, ...] = ()
        else:
            photo = self.part == Form.PICTURE
            method = "sendPhoto" if photo else "sendDocument"
            body = self._caption() | self._buttons()
            attachments = (Attachment("photo" if photo else "document", self.name, self.file),)
        return Draft(
            key=str(key),
            chat=to,
            method=method,
            body=body,
            attachments=attachments,
            workshop_id=key.workshop_id,
            repeatable=repeatable,
        )

    def editing(self, key: str, chat: ChatId, message_id: MessageId, workshop: WorkshopId) -> Draft:
        """The call that lets a message of before be this one."""
        number = {"message_id": message_id}
        if self.file is None:
            body = Message(self.html, self.rows).body() | number
            return Draft(key, chat, "editMessageText", body, workshop_id=workshop)
        kind = "photo" if self.part == Form.PICTURE else "document"
        media = {"type": kind, "media": f"attach://{_UPLOAD}"} | self._caption()
        body = number | {"media": media} | self._buttons()
        files = (Attachment(_UPLOAD, self.name, self.file),)
        return Draft(key, chat, "editMessageMedia", body, attachments=files, workshop_id=workshop)

    def _caption(self) -> dict[str, object]:
        return {"caption": self.html, "parse_mode": "HTML"} if self.html else {}

    def _buttons(self) -> dict[str, object]:
        return {"reply_markup": keyboard(self.rows)} if self.rows else {}


def post_pieces(summary: Summary, workshop: Workshop, printed: Printed) -> tuple[Piece, ...]:
    """The post as it stands in a group: the picture, if there is one, and the texts."""
    language = workshop.language
    texts = tuple(
        Piece(str(number), part) for number, part in enumerate(post_parts(summary, language), 1)
    )
    picture = printed.get(Form.PICTURE)
    if picture is None:
        return texts
    name = f"{file_name(workshop.title)}.png"
    return (Piece(Form.PICTURE, caption(summary, language), file=picture, name=name), *texts)


def file_pieces(workshop: Workshop, printed: Printed, to: Person | None) -> tuple[Piece, ...]:
    """The files; where they go to an organiser with the post, the first says what they are."""
    files = tuple(_files(workshop, printed))
    if to is None or not files:
        return files
    said = words.files(in_language(to.language), workshop)
    first, *rest = files
    return (replace(first, html=said.html, rows=said.rows), *rest)


def file_name(title: str) -> str:
    """A workshop's title as the name of a file."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "nachklang"


def _files(workshop: Workshop, printed: Printed) -> Iterator[Piece]:
    for form, ending in ENDINGS.items():
        content = printed.get(form)
        if content is not None:
            yield Piece(form, file=content, name=f"{file_name(workshop.title)}{ending}")
