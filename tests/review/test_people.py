"""Accounts: only hashes are kept, and one admin always stays."""

import pytest

from dateline.errors import UsageError
from dateline.review import add_person, change_person, check_password, digest_of, issue_token
from dateline.store import People, Store


def test_password_is_kept_as_an_argon2id_hash_only(store: Store) -> None:
    add_person(store, "Nilar", "a long secret", "coder", "2026-11-24")
    person = People(store).find("nilar")
    assert person is not None and person.password_hash.startswith("$argon2id$")
    assert check_password(person, "a long secret") and not check_password(person, "a long secreT")
    assert not check_password(None, "a long secret")
    assert not any("a long secret" in str(row) for row in store.database.rows("SELECT * FROM person"))


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [("", "a long secret", "coder"), ("A", "short", "coder"), ("A", "a long secret", "king")],
)
def test_account_that_cannot_be_is_refused(store: Store, name: str, password: str, role: str) -> None:
    with pytest.raises(UsageError):
        add_person(store, name, password, role, "2026-11-24")


def test_name_is_taken_once_whatever_its_case(store: Store) -> None:
    add_person(store, "Nilar", "a long secret", "coder", "2026-11-24")
    with pytest.raises(UsageError, match="already"):
        add_person(store, "NILAR", "a long secret", "admin", "2026-11-24")


def test_last_admin_stays(store: Store) -> None:
    add_person(store, "Nilar", "a long secret", "admin", "2026-11-24")
    for change in ({"role": "viewer"}, {"is_active": False}):
        with pytest.raises(UsageError, match="only admin"):
            change_person(store, "Nilar", **change)
    add_person(store, "Thant", "a long secret", "admin", "2026-11-24")
    assert not change_person(store, "Nilar", is_active=False).is_active


def test_roles_hold_what_those_before_them_may(store: Store) -> None:
    for role, may in (("viewer", [True, False, False]), ("coder", [True, True, False]), ("admin", [True, True, True])):
        person = add_person(store, role, "a long secret", role, "2026-11-24")
        assert [person.may(r) for r in ("viewer", "coder", "admin")] == may


def test_token_is_kept_as_a_digest_and_falls_with_its_person(store: Store) -> None:
    add_person(store, "Nilar", "a long secret", "coder", "2026-11-24")
    secret = issue_token(store, "Nilar", "scripts", "2026-11-24")
    held = list(store.database.rows("SELECT * FROM token"))
    assert secret not in str(held)
    found = People(store).of_token(digest_of(secret))
    assert found is not None and found.name == "Nilar"
    change_person(store, "Nilar", is_active=False)
    assert People(store).of_token(digest_of(secret)) is None


def test_session_ends_with_its_time_and_with_a_new_password(store: Store) -> None:
    add_person(store, "Nilar", "a long secret", "coder", "2026-11-24")
    people = People(store)
    people.start_session("digest", "Nilar", 100, 50)
    assert people.of_session("digest", 99) is not None and people.of_session("digest", 100) is None
    change_person(store, "Nilar", password="another secret")
    assert people.of_session("digest", 99) is None
