"""Setting an article in lines: where lines end, what hangs, code, tables, links, directions of writing."""
