"""How often numbers are reviewed."""

from typing import Literal

Cadence = Literal["weekly", "monthly", "quarterly", "yearly"]
