"""Stories: their list, one's timeline, and what one does there."""
