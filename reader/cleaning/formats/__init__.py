"""Each format reads a document into facts and lines."""
