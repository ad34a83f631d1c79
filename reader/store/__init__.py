"""What is kept: the Archive of what was collected, the Shelf of what the user made."""
