"""The documents say what is true of the program."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from bot.settings import PREFIX, Settings
from storage.tables import metadata

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SETTINGS = {PREFIX + name.upper() for name in Settings.model_fields}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def headings(page: Path) -> list[tuple[int, str]]:
    found = re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)
    return [(len(marks), words) for marks, words in found]


def anchors(page: Path) -> set[str]:
    """As GitHub makes them from headings."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for _, heading in headings(page))
    return {heading.replace(" ", "-") for heading in words}


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Where the page's relative links lead: file and anchor."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if not target.startswith(("https://", "mailto:")):
            path, _, anchor = unquote(target).partition("#")
            yield (page.parent / path).resolve() if path else page, anchor


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    missing = [
        f"{path}#{anchor}"
        for path, anchor in links(page)
        if not path.exists() or (anchor and anchor not in anchors(path))
    ]
    assert missing == []


@each_page
def test_files_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"`((?:bot|flows|storage|tests|bench|docs)/[\w./]+)`", prose(page))
    assert [path for path in named if not (ROOT / path).exists()] == []


@each_page
def test_make_targets_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = page.read_text("utf-8")
    named = re.findall(r"(?m)(?:`|^ *)make ([a-z]+)", text)
    assert set(named) - targets == set()


@pytest.mark.parametrize(
    "path",
    [*PAGES, *(ROOT / name for name in (".env.example", "compose.yaml", "Dockerfile"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_settings_that_are_named_exist(path: Path) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", path.read_text("utf-8")))
    assert named - SETTINGS == set()


@pytest.mark.parametrize("path", ["docs/operating.md", ".env.example"])
def test_every_setting_is_explained(path: str) -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", (ROOT / path).read_text("utf-8")))
    assert SETTINGS - named == set()


@pytest.mark.parametrize("guide", ["facilitators", "participants"])
def test_the_guides_say_the_same_in_both_languages(guide: str) -> None:
    german, english = (ROOT / "docs" / "guide" / f"{guide}.{code}.md" for code in ("de", "en"))

    def shape(page: Path) -> list[object]:
        commands = re.findall(r"`(/[a-z]+)", page.read_text("utf-8"))
        return [[level for level, _ in headings(page)], commands]

    assert shape(german) == shape(english)


def test_every_decision_is_listed_and_begins_with_its_number() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("0*.md"))
    listed = [path for path, _ in links(folder / "README.md")]
    assert listed == pages
    numbers = [headings(page)[0][1].partition(".")[0] for page in pages]
    assert numbers == [str(number) for number in range(1, len(pages) + 1)]


def test_every_table_is_described() -> None:
    described = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [name for name in metadata.tables if f"`{name}`" not in described] == []


def test_the_compose_file_never_puts_keys_and_data_in_one_volume() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    services = compose["services"]
    assert {name: service["profiles"] for name, service in services.items()} == {
        "bot": ["sqlite"],
        "bot-postgres": ["postgres"],
        "database": ["postgres"],
    }
    for name in ("bot", "bot-postgres"):
        assert services[name]["volumes"] == ["data:/data", "keys:/keys"]
        places = services[name]["environment"]
        assert places["NACHKLANG_DATA_DIR"] == "/data"
        assert places["NACHKLANG_KEY_FILE"] == "/keys/keys"
