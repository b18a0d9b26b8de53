"""How often one address may ask: counted in windows of a minute, forgotten with them."""

import threading
from dataclasses import dataclass, field

LOGIN, PASTE, WRITE, EXPORT = 5, 30, 240, 20
"""At most so many a minute: tries to log in, texts to code, changes, files to export."""

_MOST_KEPT = 20_000


@dataclass(slots=True)
class Limits:
    """Counts by kind and address. Times are handed in, in seconds."""

    counts: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, kind: str, who: str, most: int, now: float) -> bool:
        """Whether one more is allowed in this minute; it is counted."""
        minute = int(now // 60)
        with self.lock:
            held, number = self.counts.get((kind, who), (minute, 0))
            number = number + 1 if held == minute else 1
            if len(self.counts) >= _MOST_KEPT:
                self.counts = {key: value for key, value in self.counts.items() if value[0] == minute}
            self.counts[kind, who] = (minute, number)
        return number <= most
