"""Who codes: the built-in coder, a language model behind an address, or a plug-in. None but the built-in one is on by default."""

from .llm import Limits
from .plug import BUILT_IN, BatchCoder, Coder, built_in, coder_of
from .telling import told_usage

__all__ = ["BUILT_IN", "BatchCoder", "Coder", "Limits", "built_in", "coder_of", "told_usage"]
