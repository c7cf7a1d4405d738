"""What is sealed opens in its own row, with its own key, unchanged; and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import Key, KeyId, Keys
from storage.vault import KeyMissing, SealBroken, Vault

OLD = Key(KeyId("00000001"), bytes(32))
NEW = Key(KeyId("00000002"), bytes(range(32)))
ROW = "revisions.words:17"


@given(plain=st.binary(), about=st.text())
def test_what_was_sealed_comes_back(plain: bytes, about: str) -> None:
    vault = Vault(Keys((OLD,)))

    assert vault.open(vault.seal(plain, about), about) == plain


def test_text_and_json_come_back() -> None:
    vault = Vault(Keys((OLD,)))
    value = {"Wörter": ["Nähe", None, 3]}

    assert vault.open_text(vault.seal_text("Grüße ✨", ROW), ROW) == "Grüße ✨"
    assert vault.open_json(vault.seal_json(value, ROW), ROW) == value


def test_the_form_is_version_key_nonce_and_ciphertext() -> None:
    vault = Vault(Keys((NEW, OLD)), randomness=lambda count: b"n" * count)

    sealed = vault.seal(b"hello", ROW)

    assert sealed.hex() == "0100000002" + "6e" * 12 + "cf3e7b05da2d678fdecce4c0913f4d20114f6dd6c8"


def test_equal_words_look_different() -> None:
    vault = Vault(Keys((OLD,)))

    assert vault.seal(b"yes", ROW) != vault.seal(b"yes", ROW)


def test_a_value_moved_to_another_row_does_not_open() -> None:
    vault = Vault(Keys((OLD,)))
    sealed = vault.seal_text("for seventeen only", ROW)

    with pytest.raises(SealBroken) as raised:
        vault.open_text(sealed, "revisions.words:18")

    assert str(raised.value) == "the seal of revisions.words:18 is broken"


def test_a_single_changed_bit_is_noticed_wherever_it_is() -> None:
    vault = Vault(Keys((OLD,)))
    sealed = vault.seal(b"hello", ROW)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises((SealBroken, KeyMissing)):
            vault.open(bytes(changed), ROW)


def test_a_cut_value_is_noticed_wherever_it_is_cut() -> None:
    vault = Vault(Keys((OLD,)))
    sealed = vault.seal(b"hello", ROW)

    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            vault.open(sealed[:length], ROW)


def test_after_a_change_of_keys_old_rows_open_and_new_ones_use_the_new_key() -> None:
    before, after = Vault(Keys((OLD,))), Vault(Keys((NEW, OLD)))

    assert after.open(before.seal(b"old", ROW), ROW) == b"old"
    with pytest.raises(KeyMissing) as raised:
        before.open(after.seal(b"new", ROW), ROW)
    assert raised.value.key_id == NEW.id
