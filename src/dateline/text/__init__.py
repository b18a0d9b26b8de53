"""Sentences, true-casing, the relevance gate and the dependency parse."""

from .casing import KnownNames, is_single_case, names_from, truecase
from .gate import Gate
from .parse import Parser, SpacyParser, load_parser, register_parser
from .split import split_sentences

__all__ = [
    "Gate",
    "KnownNames",
    "Parser",
    "SpacyParser",
    "is_single_case",
    "load_parser",
    "names_from",
    "register_parser",
    "split_sentences",
    "truecase",
]
