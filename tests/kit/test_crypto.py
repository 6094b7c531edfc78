"""Secrets at rest: sealed for one owner, opened by old keys after a rotation, useless when damaged."""

import base64
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from directorate.kit import crypto
from directorate.kit.crypto import CannotDecrypt, KeyRing
from directorate.kit.settings import Settings


def _ring(count: int = 1) -> KeyRing:
    return KeyRing(tuple(os.urandom(32) for _ in range(count)))


@given(st.binary(max_size=300))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    ring = _ring()
    assert ring.open(ring.seal(plain, owner="connection:1"), owner="connection:1") == plain


def test_another_owner_or_another_key_cannot_open_it() -> None:
    ring = _ring()
    token = ring.seal(b"secret", owner="connection:1")
    with pytest.raises(CannotDecrypt):
        ring.open(token, owner="connection:2")
    with pytest.raises(CannotDecrypt, match="not configured"):
        _ring().open(token, owner="connection:1")


@pytest.mark.parametrize("token", ["", "v1", "v1.a.b.c", "plain text", "v2.x.y.z"])
def test_what_was_never_sealed_is_refused(token: str) -> None:
    with pytest.raises(CannotDecrypt):
        _ring().open(token, owner="x")


def test_a_damaged_value_is_refused() -> None:
    ring = _ring()
    version, key, wrapped, sealed = ring.seal(b"secret", owner="x").split(".")
    damaged = sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB")
    with pytest.raises(CannotDecrypt):
        ring.open(".".join([version, key, wrapped, damaged]), owner="x")


def test_after_rotation_old_values_open_and_rewrapped_ones_need_only_the_new_key() -> None:
    old = _ring()
    token = old.seal(b"secret", owner="x")
    both = KeyRing((os.urandom(32), *old.keys))
    assert both.open(token, owner="x") == b"secret"
    fresh = both.rewrap(token, owner="x")
    assert KeyRing(both.keys[:1]).open(fresh, owner="x") == b"secret"
    with pytest.raises(CannotDecrypt):
        old.open(fresh, owner="x")


def test_keys_are_made_once_privately_and_rotated_in_place(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, encryption_keys=SecretStr(""))
    first = crypto.key_ring(settings)
    assert crypto.key_ring(settings) == first
    assert (tmp_path / "keys" / "encryption").stat().st_mode & 0o777 == 0o600
    crypto.add_key(settings)
    assert crypto.key_ring(settings).keys[1:] == first.keys


def test_a_key_of_the_wrong_length_is_named() -> None:
    short = base64.b64encode(b"short").decode()
    with pytest.raises(ValueError, match="DIRECTORATE_ENCRYPTION_KEYS"):
        crypto.key_ring(Settings(encryption_keys=SecretStr(short)))
