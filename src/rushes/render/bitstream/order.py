"""Picture order counts: the numbers by which a stream says in which order its pictures are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class OrderCount:
    """Picture order counts without their wrap-around (H.264 8.2.1.1, H.265 8.3.1)."""

    stretch: int = 0
    msb: int = 0
    lsb: int = 0

    def place(self, lsb: int, bits: int, restart: bool, anchor: bool) -> tuple[int, int]:
        """The stretch, counted up at each `restart`, and the full count; `anchor`: later ones count from it."""
        msb, span = self.msb, 1 << bits
        if restart:
            self.stretch, self.msb, self.lsb = self.stretch + 1, 0, lsb
            return self.stretch, lsb
        if lsb < self.lsb and self.lsb - lsb >= span // 2:
            msb += span
        elif lsb > self.lsb and lsb - self.lsb > span // 2:
            msb -= span
        if anchor:
            self.msb, self.lsb = msb, lsb
        return self.stretch, msb + lsb
