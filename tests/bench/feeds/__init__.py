"""Refreshing feeds beside newsboat, with the development kit's server and its bad manners."""
