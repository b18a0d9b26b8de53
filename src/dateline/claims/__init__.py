"""Claims: what each source says of each happening; the primary record that figures are a view of."""

from .extract import claims_of
from .kinds import claimant_kind

__all__ = ["claimant_kind", "claims_of"]
