"""Somebody is forgotten after the post is out, on the whole program: nothing of them is left."""

from pathlib import Path

from bot.rehearsal.standin import Group, Phone
from storage.engine import make_engine
from storage.keys import load_or_create
from storage.vault import Vault
from tests.bot.printing import FakePrinter
from tests.journeys.settings import connect_token, link_in, set_up
from tests.journeys.stage import open_stage
from tests.storage.unsealed import unsealed

NAME, WORDS = "Nachtigall", "Kanarienvogel im Bergwerk"
OTHER = "Zuhören, und dann fragen"


async def test_nothing_of_a_person_is_left_after_they_are_forgotten(tmp_path: Path) -> None:
    async with open_stage(tmp_path, printer=FakePrinter()) as stage:
        jonna = stage.person("Jonna", "Beispiel")
        invited = await set_up(stage, jonna, "netzwerkarbeit", "Netzwerkarbeit", "30.1.")
        await stage.says(jonna, "/invite organiser")
        renate = stage.person("Renate", "Probe")
        await stage.joins(renate, link_in(jonna, "o"), "Annehmen")
        group = stage.group("Netzwerk Musterviertel", jonna)
        group.add_bot(jonna, connect_token(jonna))
        await stage.settle()
        leo, amira = stage.person("Leo", NAME), stage.person("Amira", "Haddad")
        await invited.joins(stage, leo, f"Als „Leo {NAME}“")
        await invited.joins(stage, amira, "Als „Amira“")
        await stage.at("2027-01-30 17:00")
        await stage.says(leo, WORDS)
        await stage.says(amira, OTHER)
        await stage.at("2027-01-30 21:00")
        await stage.says(jonna, "/summary")
        await stage.presses(jonna, "Zitate", "Jetzt 2 Personen fragen")
        await stage.presses(leo, f"Ja, als „Leo {NAME}“")
        await stage.presses(amira, "Ja, als „Amira“")
        await stage.at("2027-01-31 20:28")
        await stage.says(jonna, "/publish")
        await stage.presses(jonna, "Veröffentlichen")
        await stage.presses(jonna, "Dateien")
        assert WORDS.encode() in read(group)
        assert WORDS.encode() in read(renate)
        posts = [message.id for message in group.messages if message.from_bot]

        await stage.says(leo, "/forgetme")
        await stage.presses(leo, "Alles löschen")
        await stage.settle()

        assert [message.id for message in group.messages if message.from_bot] == posts
        places = {"group": read(group), "Renate": read(renate), "tables": tables(tmp_path)}
        for place, content in places.items():
            found = [word for word in (WORDS, NAME) if word.encode() in content]
            assert (place, found) == (place, [])
            assert OTHER.encode() in content
        assert WORDS.encode() not in b"".join(files(jonna))
        assert leo.messages[-1].text.startswith("Gelöscht. Dein Zitat steht nicht mehr im Beitrag")
        told = "".join(message.text for message in (*jonna.messages, *renate.messages))
        assert "1 Zitat wurde zurückgezogen." in told
        assert "Bitte nimm 1 Zitat aus euren Kopien" in told


def read(chat: Group | Phone) -> bytes:
    """All that can be read in a chat now, with its files."""
    texts = [message.html.encode() for message in chat.messages]
    return b"\n".join([*texts, *files(chat)])


def files(chat: Group | Phone) -> list[bytes]:
    every = [one for message in chat.messages for one in (message.document, message.photo)]
    return [file.content for file in every if file is not None]


def tables(folder: Path) -> bytes:
    engine = make_engine(f"sqlite:///{folder / 'data' / 'nachklang.db'}")
    vault = Vault(load_or_create(folder / "keys" / "keys", may_create=False))
    try:
        with engine.connect() as connection:
            return unsealed(connection, vault)
    finally:
        engine.dispose()
