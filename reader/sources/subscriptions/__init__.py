"""Lists of subscriptions as other programs write and read them."""

from reader.sources.subscriptions.lists import read_file
from reader.sources.subscriptions.opml import write_opml
from reader.sources.subscriptions.subscription import Subscription, SubscriptionFile, SubscriptionList

__all__ = ["Subscription", "SubscriptionFile", "SubscriptionList", "read_file", "write_opml"]
