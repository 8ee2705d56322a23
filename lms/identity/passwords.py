"""Passwords: argon2id with OWASP's second parameter set, which two small cores can bear at the start of a shift."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

MIN_LENGTH = 12
MAX_LENGTH = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A temporary password is random and long (79 bits): guessing it is hopeless even under a quick hash, and a file of a
# thousand people must not take a minute. Signing in with it hashes it again properly.
_quick_hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
# Checked where the account does not exist, so that the answer takes as long and gives nothing away.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """The hash to keep. About 45 ms of processor time: never inside a write transaction."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; as slow for an account that does not exist (None) as for one that does."""
    right = _verify(password_hash or _NOBODY, password)
    if not right and password_hash is not None and needs_rehash(password_hash):
        _verify(
            _NOBODY, password
        )  # a temporary password's hash is quick: its quick "no" would tell that it exists
    return right and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def hash_temporary(password: str) -> str:
    """The hash of a password made by `temporary_password`, and of no other: it is quick."""
    return _quick_hasher.hash(password)


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made with older parameters."""
    return _hasher.check_needs_rehash(password_hash)


def temporary_password() -> str:
    """A password to hand over once: four groups, without letters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
