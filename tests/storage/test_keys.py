"""The key file: made once, for its owner only, and never replaced behind anybody's back."""

import os
import stat
from pathlib import Path
from threading import Barrier, Thread

import pytest

from storage.keys import Key, KeyFileUnreadable, KeyId, Keys, load_or_create

SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def written(tmp_path: Path, text: str, mode: int = 0o600) -> Path:
    path = tmp_path / "keys"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_the_first_start_makes_a_key_that_only_its_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "secret" / "keys"

    made = load_or_create(path, may_create=True)

    assert load_or_create(path, may_create=False) == made
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)] == [0o600, 0o700]
    assert list(path.parent.iterdir()) == [path]


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    keys = load_or_create(tmp_path / "keys", may_create=True, randomness=lambda count: b"k" * count)

    assert repr(keys) == "Keys(all=(Key(id='6b6b6b6b'),))"


def test_a_missing_file_is_not_replaced_where_rows_are_sealed_with_it(tmp_path: Path) -> None:
    path = tmp_path / "keys"

    with pytest.raises(KeyFileUnreadable, match="Put it back from your copy") as raised:
        load_or_create(path, may_create=False)

    assert (raised.value.path, path.exists()) == (path, False)


def test_the_first_key_seals_and_all_are_there(tmp_path: Path) -> None:
    path = written(tmp_path, f"# new\n0000000b {SECRET}\n\n0000000a\t{SECRET}\n")

    keys = load_or_create(path, may_create=False)

    newer, older = (Key(KeyId(name), bytes(range(32))) for name in ("0000000b", "0000000a"))
    assert (keys, keys.sealing) == (Keys((newer, older)), newer)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_may_open_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, f"0000000a {SECRET}\n", mode)

    with pytest.raises(KeyFileUnreadable, match=f"chmod 600 {path}"):
        load_or_create(path, may_create=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it holds no key"),
        ("# nothing\n", "it holds no key"),
        (f"10 {SECRET}", "line 1 is not a key"),
        ("\n0000000a AAEC", "line 2 is not a key"),
        (f"0000000a {SECRET[:-1]}", "line 1 is not a key"),
        (f"0000000a {SECRET[1:]}=", "line 1 is not a key"),
        ("0000000a Ä", "line 1 is not a key"),
        (f"0000000a {SECRET}\n0000000a {SECRET}", "line 2 repeats the key id 0000000a"),
    ],
)
def test_a_broken_file_is_refused_without_showing_what_is_in_it(
    tmp_path: Path, text: str, why: str
) -> None:
    path = written(tmp_path, text)

    with pytest.raises(KeyFileUnreadable) as raised:
        load_or_create(path, may_create=True)

    assert why in raised.value.why
    assert SECRET[:8] not in str(raised.value)
    assert path.read_text() == text


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(KeyFileUnreadable, match="cannot be read"):
        load_or_create(tmp_path, may_create=True)
    with pytest.raises(KeyFileUnreadable, match="cannot be read"):
        load_or_create(tmp_path / "file" / "keys", may_create=True)
    with pytest.raises(KeyFileUnreadable, match="cannot be made"):
        load_or_create(tmp_path / ("k" * 255), may_create=True)


def test_two_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    both = Barrier(2, timeout=10)
    agreed: list[Keys] = []

    def start() -> None:
        def once_both_are_about_to_create(count: int) -> bytes:
            both.wait()
            return os.urandom(count)

        randomness = once_both_are_about_to_create
        agreed.append(load_or_create(tmp_path / "keys", may_create=True, randomness=randomness))

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert agreed == [load_or_create(tmp_path / "keys", may_create=False)] * 2
