"""Accounts: passwords hashed with argon2id, keys to the API; what opens a door is never kept, only its hash."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from dateline.errors import UsageError
from dateline.store import ROLES, People, Person, Store, Token

_HASHER = PasswordHasher()
_SHORTEST = 10
_LONGEST = 200


def add_person(store: Store, name: str, password: str, role: str, today: str) -> Person:
    """A new person, kept. Raises UsageError for a name that is taken or cannot be, a short password, an unknown role."""
    name = name.strip()
    if not name or len(name) > 80 or not name.isprintable():
        raise UsageError("name: give one of 1 to 80 letters.")
    if People(store).find(name) is not None:
        raise UsageError(f"{name}: there is such a person already.")
    person = Person(name, _role(role), _hashed(password), True, today)
    People(store).put(person)
    return person


def change_person(
    store: Store, name: str, *, password: str | None = None, role: str | None = None, is_active: bool | None = None
) -> Person:
    """The person with what is given changed. Raises UsageError, also where the last admin would go."""
    held = People(store).find(name)
    if held is None:
        raise UsageError(f"{name}: no such person.")
    changed = Person(
        held.name,
        held.role if role is None else _role(role),
        held.password_hash if password is None else _hashed(password),
        held.is_active if is_active is None else is_active,
        held.added_on,
    )
    if held.may("admin") and not changed.may("admin") and sum(p.may("admin") for p in People(store).all()) == 1:
        raise UsageError(f"{name} is the only admin; make another one first.")
    People(store).put(changed)
    return changed


def _role(role: str) -> str:
    if role not in ROLES:
        raise UsageError(f"{role}: no such role. Roles: {', '.join(ROLES)}.")
    return role


def _hashed(password: str) -> str:
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise UsageError(f"password: {_SHORTEST} to {_LONGEST} characters, please.")
    return _HASHER.hash(password)


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe(16))


def check_password(person: Person | None, password: str) -> bool:
    """Whether the password is the person's. As slow for an unknown name as for a known one."""
    try:
        is_right = _HASHER.verify(_hash_of_nobody() if person is None else person.password_hash, password[:_LONGEST])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return is_right and person is not None and person.is_active


def new_secret() -> str:
    """A key that cannot be guessed."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue_token(store: Store, name: str, label: str, today: str) -> str:
    """A new key to the API for a person. It is shown once; only its digest is kept."""
    secret = "dl_" + new_secret()
    People(store).add_token(Token(digest_of(secret), name, label.strip()[:80] or "token", today))
    return secret
