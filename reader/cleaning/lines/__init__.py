"""Whose voice a line speaks in: the article's, or the publisher's for itself."""
