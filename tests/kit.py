"""Where the development kit is, if it is there: pages and texts that may not be part of this repository."""

from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[2] / "shared" / "kit"

needs_kit = pytest.mark.skipif(not KIT.is_dir(), reason="the development kit is not beside this checkout")
