"""What comes from the terminal, and what goes to it."""
