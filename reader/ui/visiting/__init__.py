"""Following a link: to an article held, or out of the program."""
