"""Finds the article in a page: which of its lines are the article, judged by shape, words, names and place."""
