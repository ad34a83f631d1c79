"""What the program must outlast, tried in numbers: hostile texts, kills, full disks, damaged stores. See `make ordeal`."""
