"""Asking for things on the web: politely, bounded in time and size, and never where it should not."""
