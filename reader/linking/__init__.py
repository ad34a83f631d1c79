"""What belongs together: headlines to articles, articles to one another. Pure functions over small values."""
