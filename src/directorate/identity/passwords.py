"""Passwords: Argon2id digests, and the rule a new password must meet."""

import asyncio
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_LENGTH = 12
MAXIMUM_LENGTH = 256
MINIMUM_DISTINCT = 5

# Of the lists of leaked passwords, those that the minimum length lets through.
COMMON = frozenset(
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "0123456789012", "987654321098",
        "1q2w3e4r5t6y", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "qazwsxedcrfv", "qwertyuiop12",
        "qwertyuiop123", "qwertyuiopasdfghjkl", "qwerty123456", "qwerty1234567", "asdfghjkl123", "zxcvbnm12345",
        "password1234", "password12345", "password123456", "passwordpassword", "password1password", "mypassword123",
        "p@ssw0rd1234", "passw0rd1234", "changeme1234", "changemechangeme", "letmein12345", "letmeinletmein",
        "welcome12345", "welcome123456", "administrator", "administrator1", "admin1234567", "admin12345678",
        "iloveyou1234", "iloveyouiloveyou", "sunshine1234", "princess1234", "football1234", "baseball1234",
        "trustno1trustno1", "correcthorsebatterystaple", "abcdefghijkl", "abcdefgh1234", "abcd12345678",
        "abc123abc123", "directorate1", "directorate123",
    }
)  # fmt: skip

# OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. Two threads bound the memory of a rush of sign-ins.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


def _normal(password: str) -> str:
    """Return one form for what different keyboards send for the same characters (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def broken_rule(password: str, *, email: str) -> str | None:
    """Return the rule a new password breaks, in words for the person, or None when it is fine."""
    plain = _normal(password)
    lowered, address = plain.casefold(), email.strip().casefold()
    if len(plain) < MINIMUM_LENGTH:
        return f"must have at least {MINIMUM_LENGTH} characters"
    if len(plain) > MAXIMUM_LENGTH:
        return f"must have at most {MAXIMUM_LENGTH} characters"
    if address and lowered in {address, address.partition("@")[0]}:
        return "must not be your e-mail"
    if lowered in COMMON or len(set(lowered)) < MINIMUM_DISTINCT:
        return "is among the passwords that are guessed first; choose a less common one"
    return None


async def make_hash(password: str) -> str:
    """Return the Argon2id digest of a password, made in a thread."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, _normal(password))


@lru_cache
def _nobodys_hash() -> str:
    """Return the digest of a password nobody has, to spend the same time on unknown accounts."""
    return _HASHER.hash(secrets.token_urlsafe())


def _verify(stored: str | None, password: str) -> bool:
    try:
        return _HASHER.verify(stored or _nobodys_hash(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


async def verify(stored: str | None, password: str) -> bool:
    """Tell whether a password is the one stored; takes as long when nothing is stored."""
    plain = _normal(password)[:MAXIMUM_LENGTH]
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _verify, stored, plain)


def outdated(stored: str) -> bool:
    """Tell whether a digest was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)
