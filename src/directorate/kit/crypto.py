"""Secrets at rest: envelope encryption (AES-256-GCM) with rotating key-encryption keys.

Each sealed value carries its own data key, wrapped by the newest key-encryption key. Rotation rewraps data keys;
the values themselves are not touched. Format: `v1.<key id>.<wrapped data key>.<sealed value>`, parts base64url.
"""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from directorate.kit.errors import AppError
from directorate.kit.settings import Settings, get_settings

NONCE_BYTES = 12


class CannotDecrypt(AppError):
    """A sealed value cannot be opened: wrong key, wrong owner or damaged."""

    code, title = "cannot_decrypt", "A stored secret cannot be read"


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(data: str) -> bytes:
    return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))


def _encrypt(key: bytes, plain: bytes, owner: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, owner)


def _decrypt(key: bytes, sealed: bytes, owner: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], owner)
    except (InvalidTag, ValueError) as error:
        raise CannotDecrypt(
            "The value was sealed with another key or for another owner.",
            fix="Restore the key-encryption keys that were in use, or enter the secret again.",
        ) from error


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Key-encryption keys, newest first."""

    keys: tuple[bytes, ...]

    @staticmethod
    def identify(key: bytes) -> str:
        """Return the short public id of a key."""
        return hashlib.sha256(b"directorate-kek" + key).hexdigest()[:12]

    def seal(self, plain: bytes, *, owner: str) -> str:
        """Encrypt a value for an owner (any stable text, such as `connection:<id>`)."""
        data_key = AESGCM.generate_key(256)
        wrapped = _encrypt(self.keys[0], data_key, owner.encode())
        sealed = _encrypt(data_key, plain, owner.encode())
        return f"v1.{self.identify(self.keys[0])}.{_encode(wrapped)}.{_encode(sealed)}"

    def _unwrap(self, token: str, owner: str) -> tuple[bytes, str]:
        try:
            version, key_id, wrapped, sealed = token.split(".")
        except ValueError as error:
            raise CannotDecrypt("The stored value is not a sealed one.", fix="Enter the secret again.") from error
        key = next((key for key in self.keys if self.identify(key) == key_id), None)
        if version != "v1" or key is None:
            raise CannotDecrypt(
                f"The key {key_id} that sealed this value is not configured.",
                fix="Add it to DIRECTORATE_ENCRYPTION_KEYS, or enter the secret again.",
            )
        return _decrypt(key, _decode(wrapped), owner.encode()), sealed

    def open(self, token: str, *, owner: str) -> bytes:
        """Decrypt a sealed value.

        Raises:
            CannotDecrypt: wrong key, wrong owner or damaged.
        """
        data_key, sealed = self._unwrap(token, owner)
        return _decrypt(data_key, _decode(sealed), owner.encode())

    def rewrap(self, token: str, *, owner: str) -> str:
        """Return the same sealed value under the newest key."""
        data_key, sealed = self._unwrap(token, owner)
        wrapped = _encrypt(self.keys[0], data_key, owner.encode())
        return f"v1.{self.identify(self.keys[0])}.{_encode(wrapped)}.{sealed}"


def _secret_file(path: Path, make: str) -> str:
    """Return the text of a private file, written once by whoever comes first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(make)
    return make


def key_ring(settings: Settings) -> KeyRing:
    """Return the keys from the settings, or those kept in the home folder (made at first use)."""
    configured = settings.encryption_keys.get_secret_value()
    if not configured:
        fresh = base64.b64encode(os.urandom(32)).decode()
        configured = _secret_file(settings.home / "keys" / "encryption", fresh)
    keys = tuple(base64.b64decode(part.strip()) for part in configured.split(",") if part.strip())
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("DIRECTORATE_ENCRYPTION_KEYS: each key is the base64 form of exactly 32 bytes.")
    return KeyRing(keys)


def add_key(settings: Settings) -> str:
    """Put a fresh key in front of those in the home folder and return its id. Rewrapping is the caller's."""
    ring = key_ring(settings)
    fresh = os.urandom(32)
    path = settings.home / "keys" / "encryption"
    text = ",".join(base64.b64encode(key).decode() for key in (fresh, *ring.keys))
    temporary = path.with_suffix(".next")
    temporary.unlink(missing_ok=True)
    _secret_file(temporary, text)
    temporary.replace(path)
    return KeyRing.identify(fresh)


@lru_cache
def signing_key() -> bytes:
    """Return the key that signs tokens and cursors."""
    settings = get_settings()
    secret = settings.secret_key.get_secret_value()
    secret = secret or _secret_file(settings.home / "keys" / "signing", secrets.token_urlsafe(48))
    return hashlib.sha256(b"directorate-signing" + secret.encode()).digest()


def digest(secret: str) -> str:
    """Return the SHA-256 of a random secret, the only form in which keys and session ids are stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
