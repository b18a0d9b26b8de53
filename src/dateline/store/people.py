"""The people of a store: names, roles, password hashes; digests of their sessions and tokens."""

from dataclasses import dataclass

from .store import Store

ROLES = ("viewer", "coder", "admin")
"""Who may look, who may correct too, who may add people too; each may what those before it may."""


@dataclass(frozen=True, slots=True)
class Person:
    """One who may log in."""

    name: str
    role: str
    password_hash: str
    is_active: bool
    added_on: str

    def may(self, role: str) -> bool:
        """Whether what needs `role` is allowed."""
        return self.is_active and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Token:
    """A key to the API: `digest` of it is kept, never itself."""

    digest: str
    person: str
    label: str
    made_on: str


_PERSON = "SELECT p.name, p.role, p.password_hash, p.is_active, p.added_on FROM person p"


class People:
    """The people of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, person: Person) -> None:
        """Keep a person, new or changed. One whose password, role or standing changed is logged out everywhere."""
        with self._store.database.transaction() as writing:
            is_held = writing.execute(
                "UPDATE person SET role = ?, password_hash = ?, is_active = ? WHERE lower(name) = lower(?)",
                (person.role, person.password_hash, int(person.is_active), person.name),
            ).rowcount
            if not is_held:
                writing.execute(
                    "INSERT INTO person VALUES (?,?,?,?,?)",
                    (person.name, person.role, person.password_hash, int(person.is_active), person.added_on),
                )
            writing.execute("DELETE FROM session WHERE lower(person) = lower(?)", (person.name,))
            if not person.is_active:
                writing.execute("DELETE FROM token WHERE lower(person) = lower(?)", (person.name,))

    def find(self, name: str) -> Person | None:
        """The person of that name."""
        return self._one(f"{_PERSON} WHERE lower(p.name) = lower(?)", (name,))

    def all(self) -> list[Person]:
        """Everybody, by name."""
        return [
            Person(r[0], r[1], r[2], bool(r[3]), r[4])
            for r in self._store.database.rows(f"{_PERSON} ORDER BY lower(p.name)")
        ]

    def of_session(self, digest: str, now: int) -> Person | None:
        """Who is logged in by the session of that digest at that second."""
        return self._one(
            f"{_PERSON} JOIN session s ON s.person = p.name WHERE s.digest = ? AND s.ends_at > ? AND p.is_active = 1",
            (digest, now),
        )

    def of_token(self, digest: str) -> Person | None:
        """Whose token has that digest."""
        return self._one(
            f"{_PERSON} JOIN token t ON t.person = p.name WHERE t.digest = ? AND p.is_active = 1", (digest,)
        )

    def _one(self, sql: str, values: tuple[str | int, ...]) -> Person | None:
        row = next(self._store.database.rows(sql, values), None)
        return Person(row[0], row[1], row[2], bool(row[3]), row[4]) if row else None

    def start_session(self, digest: str, name: str, ends_at: int, now: int) -> None:
        """Keep a session, and forget those that ended."""
        with self._store.database.transaction() as writing:
            writing.execute("DELETE FROM session WHERE ends_at <= ?", (now,))
            writing.execute(
                "INSERT INTO session SELECT ?, name, ? FROM person WHERE lower(name) = lower(?)",
                (digest, ends_at, name),
            )

    def end_session(self, digest: str) -> None:
        with self._store.database.transaction() as writing:
            writing.execute("DELETE FROM session WHERE digest = ?", (digest,))

    def add_token(self, token: Token) -> None:
        with self._store.database.transaction() as writing:
            writing.execute(
                "INSERT INTO token SELECT ?, name, ?, ? FROM person WHERE lower(name) = lower(?)",
                (token.digest, token.label, token.made_on, token.person),
            )

    def tokens(self, name: str) -> list[Token]:
        """The tokens of a person, oldest first."""
        sql = "SELECT digest, person, label, made_on FROM token WHERE lower(person) = lower(?) ORDER BY made_on, label, digest"
        return [Token(*row) for row in self._store.database.rows(sql, (name,))]

    def drop_token(self, name: str, digest: str) -> None:
        """Forget a token of that person."""
        with self._store.database.transaction() as writing:
            writing.execute("DELETE FROM token WHERE lower(person) = lower(?) AND digest = ?", (name, digest))
