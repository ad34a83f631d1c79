"""Speed to the fingers, measured in a pseudo-terminal beside newsboat and a minimal Textual app."""
