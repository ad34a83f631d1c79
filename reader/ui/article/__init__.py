"""Reading one article, and what one does with it."""
