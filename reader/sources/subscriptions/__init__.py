"""Lists of subscriptions as other programs write and read them."""
