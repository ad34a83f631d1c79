"""Using the program for an hour, as a person would, and watching what it takes. See `make soak`."""
