"""Settings from the environment, `.env` or `*_FILE`, checked at start."""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "NACHKLANG_"
ENV_FILE = Path(".env")
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes as a webhook's secret (bots/api, setWebhook)."""

TELEGRAM = "https://api.telegram.org"

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that no other machine means; to them pages may go without TLS."""


class SettingsWrong(Exception):
    """The environment cannot be used; the message names each mistake and what would be right."""


class Settings(BaseSettings):
    """Everything that differs between installations. Secrets may come from `NAME_FILE` instead."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, frozen=True, extra="ignore", env_ignore_empty=True
    )

    bot_token: SecretStr = Field(description="from @BotFather")
    bot_token_file: Path | None = Field(None, description="a file that holds the token")
    bot_api_url: str = Field(TELEGRAM, description="http://host:port")
    database_url: SecretStr | None = Field(None, description="default: SQLite in the data dir")
    database_url_file: Path | None = Field(None, description="a file that holds the address")
    data_dir: Path = Field(Path("data"), description="where SQLite's database lies")
    key_file: Path = Field(
        Path("~/.config/nachklang/keys"), description="made at the first start; not in the data dir"
    )
    owner_ids: Annotated[tuple[int, ...], NoDecode] = Field((), description="Telegram ids")
    time_zone: str = Field("Europe/Berlin", description="of new workshops, as IANA names it")
    webhook_url: str | None = Field(None, description="where Telegram posts updates; else polling")
    webhook_secret: SecretStr | None = Field(None, description="default: made from the token")
    webhook_secret_file: Path | None = Field(None, description="a file that holds the secret")
    public_url: str | None = Field(None, description="where people reach the web pages; else none")
    http_port: int | None = Field(None, ge=0, le=65535, description="webhook, pages, metrics")
    http_host: str = Field("127.0.0.1", description="the address to listen on")
    messages_per_second: int = Field(
        30, ge=1, le=1000, description="more than 30 are paid broadcasts"
    )
    lease_seconds: float = Field(10.0, ge=1, le=60, description="PostgreSQL: of the acting process")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @model_validator(mode="before")
    @classmethod
    def _read_files(cls, given: Any) -> Any:
        """A secret that is not given itself is what its file holds."""
        for secret in ("bot_token", "database_url", "webhook_secret"):
            path = given.get(f"{secret}_file")
            if path and not given.get(secret):
                given = given | {secret: _content(Path(path), f"{PREFIX}{secret}_FILE".upper())}
        return given

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if TOKEN.fullmatch(value.get_secret_value()) is None:
            raise ValueError("a token looks like 123456789:AbC…, as @BotFather shows it")
        return value

    @field_validator("bot_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ValueError("an address like https://api.telegram.org or http://127.0.0.1:8081")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, value: str | None) -> str | None:
        return value and value.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and SECRET.fullmatch(value.get_secret_value()) is None:
            raise ValueError("1 to 256 of A-Z, a-z, 0-9, _ and -, as Telegram wants it")
        return value

    @field_validator("data_dir", "key_file")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = [word.strip() for word in value.split(",") if word.strip()]
        if not all(word.isdecimal() for word in words):
            raise ValueError("Telegram ids are whole numbers, with commas between")
        return tuple(int(word) for word in words)

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("a zone as IANA names it, such as Europe/Berlin") from None
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _webhook(self) -> "Settings":
        if self.webhook_url is None:
            return self
        address = urlsplit(self.webhook_url)
        own_server = self.bot_api_url != TELEGRAM
        schemes = {"https", "http"} if own_server else {"https"}
        if address.scheme not in schemes or not address.hostname or address.query:
            raise ValueError(
                f"{PREFIX}WEBHOOK_URL: an address like https://bot.example.org/telegram"
            )
        if self.http_port is None:
            raise ValueError(
                f"{PREFIX}WEBHOOK_URL needs {PREFIX}HTTP_PORT, to which your web server passes "
                "on what Telegram posts"
            )
        return self

    @model_validator(mode="after")
    def _public(self) -> "Settings":
        if self.public_url is None:
            return self
        address = urlsplit(self.public_url)
        schemes = {"https", "http"} if address.hostname in LOOPBACK else {"https"}
        extra = address.query or address.fragment or address.username
        if address.scheme not in schemes or not address.hostname or extra:
            raise ValueError(f"{PREFIX}PUBLIC_URL: an address like https://bot.example.org")
        if self.http_port is None:
            raise ValueError(
                f"{PREFIX}PUBLIC_URL needs {PREFIX}HTTP_PORT, to which your web server passes on "
                "what browsers ask for"
            )
        return self

    @model_validator(mode="after")
    def _apart(self) -> "Settings":
        if self.data_dir in self.key_file.parents:
            raise ValueError(
                f"{PREFIX}KEY_FILE lies in {PREFIX}DATA_DIR: a copy of that folder would hold the "
                "key with what it opens. Put the key somewhere else"
            )
        return self

    @property
    def database(self) -> str:
        """The database's address."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'nachklang.db'}"

    @property
    def bot_id(self) -> str:
        """The bot's number at Telegram, which is no secret."""
        return self.bot_token.get_secret_value().partition(":")[0]

    @property
    def webhook_path(self) -> str:
        """The path of the webhook's address."""
        return urlsplit(self.webhook_url or "").path or "/"

    @property
    def secret(self) -> str:
        """What Telegram has to send along with each update.

        Made from the token where none is given: all processes of a bot have that anyway and so
        agree, a revoked token revokes it, and nobody can find the token from it.
        """
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        token = self.bot_token.get_secret_value().encode()
        return hmac.new(token, b"nachklang webhook", hashlib.sha256).hexdigest()

    @property
    def database_file(self) -> Path | None:
        """SQLite's file, where the database is the default one."""
        return None if self.database_url is not None else self.data_dir / "nachklang.db"


def load(**given: Any) -> Settings:
    """The settings of this process; `given` overrides the environment.

    Raises:
        SettingsWrong: something is missing or cannot be used; all mistakes at once.
    """
    mistakes: list[str] = []
    try:
        # Who leaves `.env` out owes nothing to their environment, and need not put it right.
        if given.get("_env_file", ENV_FILE) is not None:
            mistakes += _unknown_names()
        settings = Settings(**given)
    except ValidationError as wrong:
        mistakes += [_sentence(error) for error in wrong.errors()]
    except (OSError, UnicodeDecodeError) as problem:
        mistakes.append(f"The file {ENV_FILE} cannot be read ({type(problem).__name__}).")
    if mistakes:
        raise SettingsWrong("\n".join(mistakes))
    return settings


def _unknown_names() -> Iterator[str]:
    """A sentence for each name that looks like a setting and is none: most likely a typo."""
    known = [f"{PREFIX}{field.upper()}" for field in Settings.model_fields]
    for name in sorted({*os.environ, *dotenv_values(ENV_FILE)}):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            advice = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
            yield f"{name} is no setting. {advice}"


def _sentence(error: Any) -> str:
    """`NACHKLANG_BOT_TOKEN is missing.`; never the value, which may be a secret."""
    name = PREFIX + str(error["loc"][0]).upper() if error["loc"] else ""
    if error["type"] == "missing":
        return f"{name} is missing. Put it into the file {ENV_FILE}; .env.example shows how."
    problem = str(error["msg"]).removeprefix("Value error, ")
    return f"{name}: {problem}" if name else problem


def _content(path: Path, setting: str) -> str:
    try:
        return path.expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ValueError(f"{setting}: {path} cannot be read ({type(problem).__name__})") from None
