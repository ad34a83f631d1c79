"""Makes the weights that cleaning weighs lines by, from texts whose lines are labelled. Not part of the program."""
