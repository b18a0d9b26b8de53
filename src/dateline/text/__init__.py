"""Sentences, true-casing, the relevance gate and the dependency parse."""

from .casing import is_single_case, truecase
from .gate import Gate
from .parse import Parser, SpacyParser, load_parser, register_parser
from .split import split_sentences

__all__ = [
    "Gate",
    "Parser",
    "SpacyParser",
    "is_single_case",
    "load_parser",
    "register_parser",
    "split_sentences",
    "truecase",
]
