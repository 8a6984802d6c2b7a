"""What is different between two projects, measured and told in numbers, in English or Chinese."""

from rushes.language.differences.project import differences

__all__ = ["differences"]
