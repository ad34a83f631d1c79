"""What fills the terminal, or opens over it."""
