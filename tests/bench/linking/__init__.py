"""How well and how fast Reader links, beside simple methods."""
