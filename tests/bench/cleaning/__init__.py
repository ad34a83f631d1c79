"""How well and how fast cleaning works, beside the libraries that do the same."""
