"""What the program must outlast, in numbers: hostile texts, kills, full disks, damaged stores. See `make ordeal`."""
