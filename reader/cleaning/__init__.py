"""From a document to an article: what is the text, what was cut and why, what does it point to.

`clean.clean` does it, `rules.overlay` lays rules over it; whoever only tells of a cut needs not the 25 ms they load in.
"""
