"""A report, what a machine made of its words, and one of the same event by another hand."""

__all__ = ["OTHER_HAND", "REWORDED", "TEXT", "TITLE"]

TITLE = "Kestrel Bridge closed overnight after divers find cracked bearing"
TEXT = (
    "The Kestrel Bridge in Port Ansel was closed on Sunday night after divers found a crack eleven centimetres long "
    "in one of its two eastern bearings. Ferries will run every ten minutes while engineers from Halden Works inspect "
    "the bearing, and buses turn round at the fish market. “I would rather explain a closed bridge than a fallen one,” "
    "said Ines Marrable, the mayor. The crack was not there when the bearings were looked at in May, the city said, "
    "and nobody knows yet whether the heavy lorries of the new quarry have anything to do with it."
)
REWORDED = (
    "The Kestrel Bridge in Port Ansel was shut on Sunday evening after frogmen discovered a fissure eleven centimetres "
    "lengthy in one of its two eastern mounts. Boats will run each ten minutes while engineers from Halden Works "
    "examine the mount, and coaches turn round at the fish market. “I would quite explain a shut bridge than a "
    "fallen one,” stated Ines Marrable, the mayor. The fissure was not there when the mounts were seen at in May, the "
    "town stated, and nobody knows so far whether the weighty trucks of the fresh quarry have anything to do with it."
)
OTHER_HAND = (
    "Port Ansel woke up without its bridge on Monday. Divers had found a crack in a bearing of the Kestrel Bridge, and "
    "the city closed it to all traffic during the night. The ferry now sails every ten minutes, but the queues reached "
    "the fish market before eight. Mayor Ines Marrable defended the closure: “I would rather explain a closed bridge "
    "than a fallen one.” Engineers of Halden Works are to say this week how long the work will take."
)
