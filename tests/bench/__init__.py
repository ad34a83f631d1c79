"""What Reader costs, measured on this machine. `make bench` prints it; nothing here is a test."""
