"""Values in words, as pieces of text with roles: pure functions."""
