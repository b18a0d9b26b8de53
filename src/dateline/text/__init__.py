"""Sentences, true-casing, the relevance gate and the dependency parse."""

from .casing import KnownNames, is_single_case, names_from, truecase
from .gate import Gate, forms_of
from .parse import BatchParser, Parser, SpacyParser, load_parser, parse_texts, register_parser
from .split import split_sentences

__all__ = [
    "BatchParser",
    "Gate",
    "KnownNames",
    "Parser",
    "SpacyParser",
    "forms_of",
    "is_single_case",
    "load_parser",
    "names_from",
    "parse_texts",
    "register_parser",
    "split_sentences",
    "truecase",
]
