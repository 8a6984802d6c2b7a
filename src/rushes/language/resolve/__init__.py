"""A reading made into operations on a project, with exact times and the very clips meant."""

from rushes.language.resolve.operations import RESOLVERS, resolve, touched

__all__ = ["RESOLVERS", "resolve", "touched"]
