"""Rushes: upload your rushes, say the cut, download 4K."""

__version__ = "0.1.0"
