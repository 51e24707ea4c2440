"""What Tryton says of its documents and pays for them, as the filling wrote it down."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

Line = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """Tryton's answer; a deal is an invoice with the notes that credit its lines.

    Attributes:
        documents: Invoices and credit notes, by their names.
        commissions: One for each line of them and who sold it, in four digits.
        bills: What each seller is billed for, which is what is due.
    """

    documents: dict[str, dict]
    commissions: dict[Line, dict]
    bills: dict[str, Decimal]

    @classmethod
    def read(cls, path: Path) -> "Answer":
        """Read what `tests.erp.tryton.fill` wrote."""
        content = json.loads(path.read_text())
        return cls(
            {found["invoice"]: found for found in content["documents"]},
            {(found["agent"], found["line"]): found for found in content["commissions"]},
            {found["agent"]: Decimal(found["amount"]) for found in content["bills"]},
        )

    @property
    def agents(self) -> list[str]:
        """Return who sells."""
        return sorted({agent for agent, _ in self.commissions})

    @property
    def earned(self) -> dict[Line, Decimal]:
        """Return what each line earns, due or not."""
        return {line: Decimal(found["amount"]) for line, found in self.commissions.items()}

    @property
    def due(self) -> dict[Line, date]:
        """Return from when the commission of a line is due, if it is."""
        return {
            line: date.fromisoformat(found["due_on"])
            for line, found in self.commissions.items()
            if found["due_on"]
        }

    def total(self, what: str) -> dict[str, Decimal]:
        """Return what the documents of each deal come to: its `total`, or what is `paid`."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for found in self.documents.values():
            sums[found["deal"]] += Decimal(found[what])
        return dict(sums)

    @cached_property
    def shares(self) -> dict[str, Decimal | None]:
        """How much of each deal is paid, of what credit notes left; None if they left nothing."""
        paid = self.total("paid")
        return {
            deal: min(paid[deal], value) / value if value > 0 else None
            for deal, value in self.total("total").items()
        }

    def deal(self, line: Line) -> str:
        """Return the deal of a line."""
        return self.documents[self.commissions[line]["invoice"]]["deal"]

    @cached_property
    def late(self) -> set[Line]:
        """The lines of credit notes about invoices that were settled before."""
        names = {
            name
            for name, note in self.documents.items()
            if note["deal"] != name
            and (settled_on := self.documents[note["deal"]]["settled_on"])
            and settled_on < note["posted_on"]
        }
        return {line for line, found in self.commissions.items() if found["invoice"] in names}
