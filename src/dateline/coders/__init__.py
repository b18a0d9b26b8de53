"""Who codes: the built-in coder, a language model behind an address, or a plug-in. None but the built-in one is on by default."""

from .plug import BUILT_IN, BatchCoder, Coder, built_in, coder_of

__all__ = ["BUILT_IN", "BatchCoder", "Coder", "built_in", "coder_of"]
