"""A request taken apart: one wish a clause, in the order said."""
