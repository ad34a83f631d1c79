"""Lists of subscriptions as other programs write and read them."""

from reader.sources.subscriptions.subscription import Subscription, SubscriptionFile, SubscriptionList

__all__ = ["Subscription", "SubscriptionFile", "SubscriptionList"]
