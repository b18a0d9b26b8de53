"""The words of `cues.toml`, as patterns."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns by name, each table in the file's order."""

    topics: dict[str, re.Pattern[str]]
    acts: dict[str, re.Pattern[str]]
    stages: dict[str, re.Pattern[str]]
    levels: dict[str, re.Pattern[str]]

    def does(self, act: str, text: str) -> bool:
        """Whether the text does that."""
        return bool(self.acts[act].search(text))

    def topic_of(self, text: str) -> str | None:
        """What the text is about, None where it names nothing that parties promise one another."""
        return next((name for name, words in self.topics.items() if words.search(text)), None)

    def first_topic(self, text: str) -> str | None:
        """What the text names first; of two that begin together, the one that comes first in the file."""
        found = [
            (m.start(), n, name) for n, (name, words) in enumerate(self.topics.items()) if (m := words.search(text))
        ]
        return min(found)[2] if found else None

    def may_move(self, text: str) -> bool:
        """Whether words alone could tell a move: something that parties promise one another, or a charge or denial."""
        return self.topic_of(text) is not None or any(
            self.does(act, text) for act in ("accuse", "deny", "broker", "meet")
        )

    def topics_of(self, text: str) -> tuple[str, ...]:
        """Everything that the text is about, in the file's order."""
        return tuple(name for name, words in self.topics.items() if words.search(text))


def stage_of(text: str) -> str:
    """PA-X's stage of an agreement, by the words that tell of it; `Other` where none fits."""
    return next((name for name, words in load_cues().stages.items() if words.search(text)), "Other")


def tells_of_signing(text: str) -> bool:
    """Whether the text says that an agreement was signed or reached."""
    cues = load_cues()
    return cues.does("sign", text) and cues.does("agreement", text)


@cache
def load_cues() -> Cues:
    """The shipped cues, read once."""
    table = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))
    made = {name: {k: _pattern(words) for k, words in table[name].items()} for name in table}
    return Cues(made["topics"], made["acts"], made["stages"], made["levels"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)
