"""A request's letters made even, and what is known in them: phrases, amounts, times, each as a token."""
