"""An installation of its own, with its key file and its erasure log, on either database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups import Restored, back_up, put_back
from bot.main import open_storage
from bot.service import menus
from bot.settings import Settings, load
from storage.keys import load_or_create
from storage.vault import Vault
from tests.bot.chatting import BOT, MORNING, Chat


@dataclass(slots=True)
class Moment:
    """A clock that stands still."""

    moment: datetime = MORNING

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass(slots=True)
class Installation:
    """What `nachklang` finds on a machine.

    `chat` is the program at work; `stops` and `starts` end and begin it.
    """

    settings: Settings
    clock: Moment = field(default_factory=Moment)
    _chat: Chat | None = None

    @property
    def chat(self) -> Chat:
        assert self._chat is not None
        return self._chat

    @property
    def log(self) -> Path:
        return self.settings.data_dir / "erasures.log"

    def starts(self) -> Chat:
        engine, _writer = open_storage(self.settings, self.clock)
        vault = Vault(load_or_create(self.settings.key_file, may_create=False))
        before = self._chat
        self._chat = Chat(engine, vault, self.clock.moment)
        if before is not None:
            # People keep what stands in their chats, and Telegram goes on counting.
            self._chat.seen, self._chat._numbers = before.seen, before._numbers
            self._chat._causes = before._causes
        with self._chat.engine.begin() as connection:
            self._chat.work(connection).facts.put(menus.BOT_USERNAME, BOT)
        return self._chat

    def stops(self) -> None:
        self.chat.engine.dispose()

    def at(self, moment: datetime) -> None:
        self.clock.moment = self.chat.now = moment

    def backs_up(self) -> Path:
        return back_up(self.settings, None, self.clock)

    def restores(
        self,
        copy: Path,
        *,
        without_log: bool = False,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Restored:
        """Stop, put a copy back, start again; nothing is delivered yet."""
        self.stops()
        meanwhile()
        done = put_back(self.settings, copy, self.clock, without_log=without_log, replace=True)
        self.starts()
        return done


def installed(place: Path, database_url: str | None) -> Installation:
    """One that was never started, in an empty folder; SQLite in it where no address is given."""
    settings = load(
        _env_file=None,
        bot_token="1:a",
        data_dir=place / "data",
        key_file=place / "keys" / "keys",
        database_url=database_url,
    )
    return Installation(settings)
