"""Encryption at rest: people's words and names are sealed before they reach the database.

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D). A sealed value is one byte of version,
four of key id, twelve of nonce, then the ciphertext with its tag. Header and row identity are
authenticated with it, so a sealed value opens only in the row that it was sealed for.
"""

import os
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.keys import KeyId, Keys, Randomness

_VERSION: Final = b"\x01"
_HEADER_BYTES: Final = 5
_NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """A sealed value was changed, cut, or moved here from another row.

    Attributes:
        about: the identity of the row that was read.
    """

    def __init__(self, about: str) -> None:
        super().__init__(f"the seal of {about} is broken")
        self.about = about


class KeyMissing(Exception):
    """A value was sealed with a key that the key file does not hold.

    Attributes:
        key_id: the key to look for.
    """

    def __init__(self, key_id: KeyId) -> None:
        super().__init__(f"the key file holds no key {key_id}; put it back from your copy")
        self.key_id = key_id


class Vault:
    """Seals and opens values; safe to share between threads.

    `about` names the column and row that a value belongs to, like `revisions.words:17`. It must be
    the same for opening as for sealing, and never be reused for another row.

    Args:
        keys: the first seals, all of them open.
        randomness: where nonces come from; it must never repeat itself.
    """

    def __init__(self, keys: Keys, randomness: Randomness = os.urandom) -> None:
        self._ciphers = {bytes.fromhex(key.id): AESGCM(key.secret) for key in keys.all}
        sealing = bytes.fromhex(keys.sealing.id)
        self._header = _VERSION + sealing
        self._sealing = self._ciphers[sealing]
        self._randomness = randomness

    def has(self, key_id: KeyId) -> bool:
        """Whether it opens what was sealed with this key."""
        return bytes.fromhex(key_id) in self._ciphers

    def seal(self, plain: bytes, about: str) -> bytes:
        """The value in a form that only `open` with the same `about` gives back; 33 bytes more."""
        nonce = self._randomness(_NONCE_BYTES)
        closed = self._sealing.encrypt(nonce, plain, self._header + about.encode())
        return self._header + nonce + closed

    def open(self, sealed: bytes, about: str) -> bytes:
        """What was sealed for `about`.

        Raises:
            SealBroken: it is not what was sealed, or was sealed for another row.
            KeyMissing: it was sealed with a key that is not at hand.
        """
        header, nonce = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:][:_NONCE_BYTES]
        if len(nonce) < _NONCE_BYTES or not header.startswith(_VERSION):
            raise SealBroken(about)
        key_id = header[len(_VERSION) :]
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise KeyMissing(KeyId(key_id.hex()))
        closed = sealed[_HEADER_BYTES + _NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, closed, header + about.encode())
        except InvalidTag:
            raise SealBroken(about) from None

    def seal_text(self, plain: str, about: str) -> bytes:
        """As `seal`, for text."""
        return self.seal(plain.encode(), about)

    def open_text(self, sealed: bytes, about: str) -> str:
        """As `open`, for what `seal_text` sealed."""
        return self.open(sealed, about).decode()

    def seal_json(self, plain: object, about: str) -> bytes:
        """As `seal`, for a value that JSON can hold."""
        return self.seal(_encode(plain), about)

    def open_json(self, sealed: bytes, about: str) -> Any:
        """As `open`, for what `seal_json` sealed; tuples come back as lists."""
        return msgspec.json.decode(self.open(sealed, about))


def _as_text(value: object) -> str:
    """What of text is a class of its own, such as markup, is stored as the text that it is."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(type(value))


_encode: Final = msgspec.json.Encoder(enc_hook=_as_text).encode


def key_of(sealed: bytes) -> KeyId:
    """The key that a value was sealed with, by its header."""
    return KeyId(sealed[len(_VERSION) : _HEADER_BYTES].hex())
