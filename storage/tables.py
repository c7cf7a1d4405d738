"""The tables. Words and names of people stand in sealed columns only; ids and times are plain."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from storage.columns import Id, Instant, Sealed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    """Counted up.

    With `sqlite_autoincrement` a number is never given again after a deletion, so that keys made
    of it name one thing for ever.
    """
    return Column("id", Id, primary_key=True, autoincrement=True)


def _of(
    name: str, target: str, *, optional: bool = False, ondelete: str = "CASCADE"
) -> Column[int]:
    """A reference; unless said otherwise its row goes with what it refers to."""
    return Column(
        name, Id, ForeignKey(f"{target}.id", ondelete=ondelete), nullable=optional, index=True
    )


people = Table(
    "people",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", Sealed, nullable=False),
    Column("language", String(8), nullable=False),
    Column("language_chosen", Boolean, nullable=False, default=False),
    Column("owner", Boolean, nullable=False, default=False),
    Column("reach", String(16), nullable=False, default="reachable"),
    Column("workshop_id", Id, ForeignKey("workshops.id", ondelete="SET NULL")),
    Column("since", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

workshops = Table(
    "workshops",
    metadata,
    _id(),
    Column("flow", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("host", Text, nullable=False, default=""),
    Column("contact", Sealed, nullable=False),
    Column("language", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("connect_token", String(64), nullable=False, unique=True),
    Column("invite_token", String(64), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("held", Boolean, nullable=False, default=False),
    Column("published_at", Instant),
    sqlite_autoincrement=True,
)

memberships = Table(
    "memberships",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    _of("person_id", "people"),
    Column("role", String(16), nullable=False),
    Column("since", Instant, nullable=False),
    UniqueConstraint("workshop_id", "person_id", "role"),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("token", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    _of("workshop_id", "workshops", optional=True),
    _of("invited_by", "people", optional=True),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    sqlite_autoincrement=True,
)

destinations = Table(
    "destinations",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Sealed, nullable=False),
    Column("connected_at", Instant, nullable=False),
    UniqueConstraint("workshop_id", "chat_id"),
    sqlite_autoincrement=True,
)

participants = Table(
    "participants",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    _of("person_id", "people"),
    Column("state", String(16), nullable=False),
    Column("attribution", String(16)),
    Column("quoted_name", Sealed),
    Column("quiet", Boolean, nullable=False, default=False),
    Column("joined_at", Instant),
    UniqueConstraint("workshop_id", "person_id"),
    sqlite_autoincrement=True,
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _of("participant_id", "participants"),
    Column("kind", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("wording", Sealed, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    Column("answer_id", Id),  # whose quote it is about; both go with their participant
    sqlite_autoincrement=True,
)

rounds = Table(
    "rounds",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    Column("day", Integer, nullable=False),
    Column("opens", DateTime(timezone=False)),
    Column("closes", DateTime(timezone=False)),
    Column("remind_minutes", Integer),
    Column("opened_at", Instant),
    Column("reminded_at", Instant),
    Column("closed_at", Instant),
    Column("missed_at", Instant),
    UniqueConstraint("workshop_id", "day"),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    _of("round_id", "rounds"),
    _of("participant_id", "participants"),
    Column("state", String(16), nullable=False),
    Column("open_question", String(32)),
    Column("paused", Boolean, nullable=False, default=False),
    UniqueConstraint("round_id", "participant_id"),
    sqlite_autoincrement=True,
)

prompts = Table(
    "prompts",
    metadata,
    _id(),
    _of("session_id", "sessions"),
    Column("question", String(32)),
    Column("message_id", BigInteger),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    metadata,
    _id(),
    _of("session_id", "sessions"),
    Column("question", String(32), nullable=False),
    Column("left_out", Boolean, nullable=False, default=False),
    UniqueConstraint("session_id", "question"),
    sqlite_autoincrement=True,
)

revisions = Table(
    "revisions",
    metadata,
    _id(),
    _of("answer_id", "answers"),
    Column("number", Integer, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("answer_id", "number"),
    sqlite_autoincrement=True,
)

late_answers = Table(
    "late_answers",
    metadata,
    _id(),
    _of("session_id", "sessions"),
    Column("question", String(32), nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", Instant, nullable=False),
    Column("asked_at", Instant),
    UniqueConstraint("session_id", "question"),
    sqlite_autoincrement=True,
)

dialogs = Table(
    "dialogs",
    metadata,
    Column("person_id", Id, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("expects", String(32), nullable=False),
    Column("facts", Sealed, nullable=False),
    Column("message_id", BigInteger),
    Column("since", Instant, nullable=False),
)

unclear_messages = Table(
    "unclear_messages",
    metadata,
    _id(),
    _of("person_id", "people"),
    Column("message_id", BigInteger, nullable=False),
    Column("words", Sealed, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person_id", "message_id"),
    sqlite_autoincrement=True,
)

summaries = Table(
    "summaries",
    metadata,
    Column("workshop_id", Id, ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("introduction", Sealed),
    Column("closing", Sealed),
)

groupings = Table(
    "groupings",
    metadata,
    _of("workshop_id", "workshops"),
    Column("question", String(32), nullable=False),
    Column("of", String(64), nullable=False),
    Column("mentions", Sealed),
    Column("made_at", Instant, nullable=False),
    Column("newest", Id, nullable=False),
    Column("touched", Boolean, nullable=False, default=False),
    PrimaryKeyConstraint("workshop_id", "question"),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("answer_id", Id, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
)

themes = Table(
    "themes",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    Column("question", String(32), nullable=False),
    Column("label", Sealed, nullable=False),
    Column("label_typed", Boolean, nullable=False, default=False),
    Column("place", Integer, nullable=False),
    Column("confirmed_at", Instant),
    Column("version", Integer, nullable=False, default=1),
    Column("change", String(32)),
    Column("before", Sealed),
    Column("changed_at", Instant, nullable=False),
    _of("changed_by", "people", optional=True, ondelete="SET NULL"),
    UniqueConstraint("workshop_id", "question", "place"),
    sqlite_autoincrement=True,
)

theme_answers = Table(
    "theme_answers",
    metadata,
    _of("theme_id", "themes"),
    _of("answer_id", "answers"),
    Column("quoted", Boolean, nullable=False, default=False),
    PrimaryKeyConstraint("theme_id", "answer_id"),
)

quotes = Table(
    "quotes",
    metadata,
    _id(),
    Column(
        "answer_id",
        Id,
        ForeignKey("answers.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("words", Sealed, nullable=False),
    Column("own_words", Boolean, nullable=False, default=False),
    Column("state", String(16), nullable=False),
    Column("attribution", String(16)),
    Column("name", Sealed),
    Column("asked_at", Instant),
    Column("reminded_at", Instant),
    Column("decided_at", Instant),
    Column("details", String(16)),
    sqlite_autoincrement=True,
)

details = Table(
    "details",
    metadata,
    Column("answer_id", Id, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_at", Instant, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    Column("version", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("summary", Sealed, nullable=False),
    Column("passages", Text, nullable=False, default="{}"),
    Column("revision", Integer, nullable=False, default=0),
    Column("wanted", Text, nullable=False, default="[]"),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("workshop_id", "version"),
    sqlite_autoincrement=True,
)

exports = Table(
    "exports",
    metadata,
    _id(),
    _of("workshop_id", "workshops"),
    _of("person_id", "people"),
    Column("asked_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    UniqueConstraint("workshop_id", "person_id"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger),
    Column("state", String(8), nullable=False, default="new"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("body", Sealed),
    Column("received_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
IS_NEW = inbox.c.state == literal_column("'new'")
Index("ix_inbox_new", inbox.c.id, sqlite_where=IS_NEW, postgresql_where=IS_NEW)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(128), nullable=False, unique=True),
    Column("chat_id", BigInteger),
    Column("lane", Integer, nullable=False),
    Column("method", String(32), nullable=False),
    Column("body", Sealed),
    _of("workshop_id", "workshops", optional=True),
    _of("prompt_id", "prompts", optional=True),
    Column("repeatable", Boolean, nullable=False, default=True),
    Column("keyboard", Boolean, nullable=False, default=False),
    Column("files", Integer, nullable=False, server_default="0"),
    Column("state", String(8), nullable=False, default="planned"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("claimed_at", Instant),
    Column("perhaps_at", Instant),
    Column("sent_at", Instant),
    Column("message_id", BigInteger),
    Column("problem", String(64)),
    sqlite_autoincrement=True,
)
IS_WAITING = outbox.c.state.in_([literal_column("'planned'"), literal_column("'retry'")])
"""What is to be sent. As literals: a partial index serves only who names its condition."""
IS_SENDING = outbox.c.state == literal_column("'sending'")

Index(
    "ix_outbox_waiting",
    outbox.c.lane,
    outbox.c.id,
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)
Index("ix_outbox_sending", outbox.c.chat_id, sqlite_where=IS_SENDING, postgresql_where=IS_SENDING)
Index(None, outbox.c.chat_id, outbox.c.message_id)

files = Table(
    "files",
    metadata,
    _id(),
    _of("outbox_id", "outbox"),
    Column("field", String(16), nullable=False),
    Column("name", Sealed, nullable=False),
    Column("content", Sealed, nullable=False),
    sqlite_autoincrement=True,
)

facts = Table(
    "facts",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

walls = Table(
    "walls",
    metadata,
    Column("workshop_id", Id, ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
