"""The sources on the screen: the rail, adding and removing them, looking at them."""
