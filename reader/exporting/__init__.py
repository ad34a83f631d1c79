"""Articles on their way out: as Markdown, as JSON Lines, as a book. Pure functions; nothing here opens a file."""
