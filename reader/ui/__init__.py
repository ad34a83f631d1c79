"""The screen: the only part that knows of Textual."""
