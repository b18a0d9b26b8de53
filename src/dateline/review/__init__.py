"""Review: people correct the machine. Which fields may be corrected and how, the queue, agreement, evaluation sets, accounts."""

from .adding import ADDED_FIELDS, added_record, claims_after
from .agreement import FieldAgreement, agreement_of, alpha
from .fields import FIELDS, changes_of, written
from .goldset import gold_rows
from .passwords import add_person, change_person, check_password, digest_of, issue_token, new_secret
from .queue import ORDERS, Queued, next_in_queue, queue_length
from .words import span_of_words

__all__ = [
    "ADDED_FIELDS",
    "FIELDS",
    "ORDERS",
    "FieldAgreement",
    "Queued",
    "add_person",
    "added_record",
    "agreement_of",
    "alpha",
    "change_person",
    "changes_of",
    "check_password",
    "claims_after",
    "digest_of",
    "gold_rows",
    "issue_token",
    "new_secret",
    "next_in_queue",
    "queue_length",
    "span_of_words",
    "written",
]
