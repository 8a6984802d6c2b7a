"""What each clause asks for: a request in, a reading out, without a language model."""

from rushes.language.rules.grammar import read

__all__ = ["read"]
