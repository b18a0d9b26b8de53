"""What the parse means: phrases, voice, negation, logical arguments. Pure functions over `records.Sentence`."""

from .clause import Arguments, arguments, auxiliaries, is_negated, is_passive, obliques, shares_auxiliary, subjects
from .counts import count_of, counted_by, figures_of_count
from .mend import CHARGES, OFFICES_GENERAL, REJECTING, mended
from .times import dates_main_clause, is_proceeding, is_step_of_justice, starts_another
from .totals import is_running_total, since_of
from .tree import (
    ancestors,
    char_span,
    children_by,
    conjuncts,
    first_conjunct,
    governing_verb,
    is_below,
    noun_phrase,
    path,
    sentence_text,
    span_of,
    subtree,
    text_of,
)

__all__ = [
    "CHARGES",
    "OFFICES_GENERAL",
    "REJECTING",
    "Arguments",
    "ancestors",
    "arguments",
    "auxiliaries",
    "char_span",
    "children_by",
    "conjuncts",
    "count_of",
    "counted_by",
    "dates_main_clause",
    "figures_of_count",
    "first_conjunct",
    "governing_verb",
    "is_below",
    "is_negated",
    "is_passive",
    "is_proceeding",
    "is_running_total",
    "is_step_of_justice",
    "mended",
    "noun_phrase",
    "obliques",
    "path",
    "sentence_text",
    "shares_auxiliary",
    "since_of",
    "span_of",
    "starts_another",
    "subjects",
    "subtree",
    "text_of",
]
