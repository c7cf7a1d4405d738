"""Copies of a PostgreSQL database, by its own pg_dump and pg_restore.

The password goes to them in the environment: command lines can be read by everybody on a machine.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text

from storage.copies import BACKED_UP_AT, CopyUnusable, InUse, ToolMissing
from storage.engine import make_engine
from storage.facts import Facts
from storage.migrating import ADVISORY_LOCK, require_known, upgrade_within
from storage.private_files import private_draft
from storage.tables import metadata

_LOOKS: Final = 20
_BETWEEN_LOOKS: Final = 0.05
"""Seconds."""

_CREATED: Final = re.compile(
    r"^; *Archive created at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ", re.MULTILINE
)
_VERSIONS: Final = re.compile(r"^\d.* TABLE DATA \S+ alembic_version .*\n", re.MULTILINE)
_STAMPED: Final = re.compile(rf"^{BACKED_UP_AT}\t(\S+)$", re.MULTILINE)
_REVISION: Final = re.compile(r"^COPY .*alembic_version .*;\n(\S+)\n", re.MULTILINE)


def back_up(url: str, target: Path, now: datetime) -> None:
    """Copy a database that may be in use into a new file, in pg_dump's custom format.

    Args:
        url: the database, in which it is noted that a copy was made.
        target: where the copy goes; must not exist.
        now: the moment.

    Raises:
        AlreadyThere: `target` exists.
        ToolMissing: pg_dump is missing, or could not do it.
        OSError: it cannot be written.
    """
    with private_draft(target) as draft:
        _stamp(url, now)
        _run("pg_dump", _address(url), "--format=custom", "--no-owner", "--no-privileges",
             f"--file={draft}")  # fmt: skip


def made_at(copy: Path) -> datetime:
    """When a copy was made.

    Raises:
        CopyUnusable: it is no copy of this program's database, or of a newer version's.
        SchemaUnknown: it belongs to a newer version.
        ToolMissing: pg_restore is missing.
    """
    found = _CREATED.search(_contents(copy))
    require_known(_revision(copy))
    noted = _STAMPED.search(_data(copy, "facts"))
    if noted is not None:
        return datetime.fromisoformat(noted[1])
    if found is None:
        raise CopyUnusable(f"{copy} does not say when it was made")
    return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection, while no other program of ours uses the database or begins to.

    A `run` that starts meanwhile waits, for it takes the same lock to bring the tables up to date.

    Raises:
        InUse: somebody is connected, also after a second.
    """
    with engine.connect() as connection:
        with connection.begin():
            locked = connection.execute(text(f"SELECT pg_try_advisory_lock({ADVISORY_LOCK})"))
            if not locked.scalar_one() or _others_stay(connection):
                raise InUse
        try:
            yield connection
        finally:
            # The lock goes with the session, which must not go back to the pool with it.
            connection.invalidate()


def _others_stay(connection: Connection) -> bool:
    """Whether others are connected, and go on being so: who has just left is still counted."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    for _ in range(_LOOKS):
        if not connection.execute(others).scalar_one():
            return False
        connection.execute(text(f"SELECT pg_sleep({_BETWEEN_LOOKS}), pg_stat_clear_snapshot()"))
    return True


def is_empty(connection: Connection) -> bool:
    """Whether there are no tables of ours."""
    with connection.begin():
        return not _ours(connection)


def drop_all(connection: Connection) -> None:
    """Drop our tables."""
    with connection.begin():
        quoted = connection.dialect.identifier_preparer.quote
        for name in _ours(connection):
            connection.execute(text(f"DROP TABLE {quoted(name)} CASCADE"))


@contextmanager
def filled(connection: Connection, url: str, copy: Path) -> Iterator[None]:
    """The copy in the empty database, brought to head; what the block does is committed with it.

    Until then the database does not say which revision it is at, so that no `run` takes it for a
    whole one if this is cut off.

    Raises:
        ToolMissing: pg_restore is missing, or could not do it.
    """
    listed = _VERSIONS.sub("", _contents(copy))
    with tempfile.NamedTemporaryFile("w", suffix=".list") as wanted:
        wanted.write(listed)
        wanted.flush()
        _run("pg_restore", _address(url), "--no-owner", "--no-privileges", "--no-comments",
             "--exit-on-error", "--single-transaction", f"--use-list={wanted.name}",
             str(copy))  # fmt: skip
    with connection.begin():
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        stamp = text("INSERT INTO alembic_version (version_num) VALUES (:revision)")
        connection.execute(stamp, {"revision": _revision(copy)})
        upgrade_within(connection)
        yield


def _ours(connection: Connection) -> list[str]:
    there = set(inspect(connection).get_table_names())
    return sorted(there & {*metadata.tables, "alembic_version"})


def _contents(copy: Path) -> str:
    try:
        listed = _run("pg_restore", None, "--list", str(copy))
    except ToolMissing as problem:
        if shutil.which("pg_restore") is None:
            raise
        raise CopyUnusable(f"{copy} is no copy that pg_restore can read") from problem
    if _VERSIONS.search(listed) is None:
        raise CopyUnusable(f"{copy} is no copy of this program's database")
    return listed


def _revision(copy: Path) -> str:
    found = _REVISION.search(_data(copy, "alembic_version"))
    if found is None:
        raise CopyUnusable(f"{copy} does not say which version of the tables it holds")
    return found[1]


def _data(copy: Path, table: str) -> str:
    """A table's rows as SQL."""
    return _run("pg_restore", None, "--data-only", f"--table={table}", "--file=-", str(copy))


def _stamp(url: str, now: datetime) -> None:
    """Before the copy, so that it is in it: an archive knows only the time of the machine."""
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            Facts(connection).put(BACKED_UP_AT, now.isoformat())
    finally:
        engine.dispose()


def _address(url: str) -> URL:
    return make_url(url).set(drivername="postgresql")


def _run(name: str, address: URL | None, *options: str) -> str:
    path = shutil.which(name)
    if path is None:
        why = "is not installed here; it comes with PostgreSQL (Debian: postgresql-client)"
        raise ToolMissing(name, why)
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    words: Sequence[str] = (path, *options)
    if address is not None:
        password = address.query.get("password") or address.password
        if password is not None:
            environment["PGPASSWORD"] = str(password)
        bare = URL.create(
            address.drivername,
            username=address.username,
            host=address.host,
            port=address.port,
            database=address.database,
            query={key: value for key, value in address.query.items() if key != "password"},
        )
        words = (path, f"--dbname={bare.render_as_string(hide_password=False)}", *options)
    done = subprocess.run(  # noqa: S603 - fixed words, our own address and paths
        words, capture_output=True, env=environment, check=False, text=True
    )
    if done.returncode != 0:
        # Only its first line: the others may hold rows.
        said = done.stderr.splitlines()
        raise ToolMissing(name, f"failed: {said[0] if said else f'status {done.returncode}'}")
    return done.stdout
