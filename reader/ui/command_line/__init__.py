"""Commands and queries that are typed: their language, and how what is typed may go on."""
