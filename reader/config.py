"""Settings: a TOML file read into a `Config`; every error names file and key."""
