"""Errors for the person who can mend them: where, what, what became of it, what to do."""


class DatelineError(Exception):
    """Base of all errors that Dateline raises on purpose; its text is one line for a person."""


class UsageError(DatelineError):
    """The command or call was used wrongly (exit status 2)."""


class InputError(DatelineError):
    """One input cannot be read or coded; the rest of the batch goes on (exit status 1)."""

    def __init__(self, where: str, what: str, todo: str = "") -> None:
        self.where, self.what, self.todo = where, what, todo
        super().__init__(f"{where}: {what}" + (f" {todo}" if todo else ""))


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""


class EngineError(DatelineError):
    """The engine that runs the coder cannot start, or its workers cannot."""
