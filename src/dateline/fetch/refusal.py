"""Why an address gave nothing: for good, or for now."""

from dateline.errors import InputError


class FetchError(InputError):
    """An address that gave nothing usable. `is_final` is true where asking again would not help.

    `retry_after` is how many seconds the server asks to be left alone; `status` its answer, None where there was none.
    """

    def __init__(
        self,
        where: str,
        what: str,
        todo: str = "",
        *,
        is_final: bool = True,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(where, "".join(c if c.isprintable() else "\ufffd" for c in what), todo)
        self.is_final, self.retry_after, self.status = is_final, retry_after, status


class Stopped(Exception):
    """The fetch was broken off because the program is told to stop; nothing is known of the address."""
