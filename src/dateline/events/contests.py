"""Whether a sentence tells of sport, games or the screen, where teams attack and directors shoot and nothing happened."""

from dateline.records import Sentence

from .lexicon import Lexicon


def is_contest(s: Sentence, lexicon: Lexicon) -> bool:
    """Whether a word of sport or the screen stands in the sentence and nobody in it bears arms.

    Own examples: `the striker attacked down the left`; not `gunmen attacked the champions' bus`.
    """
    words = {*s.norms, *(w.lower() for w in s.lemmas)}
    text = f" {' '.join(s.norms)} ".replace(" - ", "-")
    if any(f" {phrase} " in text for phrase in lexicon.contests["fiction"]):
        return True
    if words & lexicon.contests["armed"]:
        return False
    return bool(words & lexicon.contests["cues"]) or any(f" {p} " in text for p in lexicon.contests["phrases"])
