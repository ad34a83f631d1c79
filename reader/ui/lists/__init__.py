"""The list of articles: what it shows, and going through it."""
