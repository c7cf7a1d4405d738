"""Alembic: runs the steps of `schema/versions`, and writes new ones.

Imported when there is something to do: it takes ten megabytes, which most starts do not need.
"""

import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.engine import make_engine
from storage.schema.versions import FOLDER


def run_steps(connection: Connection) -> None:
    """Bring a database to head, in the caller's transaction."""
    config = config_of_steps()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def write_revision(message: str, folder: Path = FOLDER) -> Path:
    """Write the step from the latest one in `folder` to the tables, and format it.

    Args:
        message: what changes, in a few words; it becomes the file's name.
        folder: where the steps are.

    Returns:
        The new file, to be read and put right by hand.
    """
    config = config_of_steps(folder)
    for hook, options in (("format", "format --quiet"), ("fix", "check --fix --quiet")):
        config.set_section_option("post_write_hooks", f"{hook}.type", "module")
        config.set_section_option("post_write_hooks", f"{hook}.module", "ruff")
        config.set_section_option(
            "post_write_hooks", f"{hook}.options", f"{options} REVISION_SCRIPT_FILENAME"
        )
    config.set_section_option("post_write_hooks", "hooks", "format, fix")
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as place:
        engine = make_engine(f"sqlite:///{place}/empty.db")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()
    return next(folder.glob(f"{number:04}_*.py"))


def config_of_steps(versions: Path = FOLDER) -> Config:
    """How Alembic finds the steps."""
    config = Config()
    config.set_main_option("script_location", "storage:schema")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config
