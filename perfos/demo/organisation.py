"""The demo's people: who sells where for whom, and when they join, leave and change role."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
QUARTERS = [date(year, month, 1) for year in (2025, 2026) for month in (1, 4, 7, 10)]
"""The first days of the quarters that the demo pays."""
SELLERS = ("account_executive", "inside_sales")
"""The roles that own deals."""


@dataclass(frozen=True)
class Team:
    """The sellers of one manager, in one territory; people are paid in its currency."""

    number: int
    territory_id: str
    currency: str


@dataclass(frozen=True)
class Stint:
    """Somebody in one role and team, from the first to the last day (None: until now)."""

    person: int
    role: str
    team: Team | None
    first: date
    last: date | None = None


class Staff:
    """Everybody who is or was here, numbered from 0, and what they did."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.stints: list[list[Stint]] = []

    def pick(self, topic: str, n: int) -> int:
        """Return a whole number from 0 to n - 1 that depends on seed and topic alone."""
        return int(hashlib.sha256(f"{self.seed}/{topic}".encode()).hexdigest()[:8], 16) % n

    def hire(self, role: str, team: Team | None, first: date | None = None) -> int:
        """Hire somebody; without a day, long before the records begin, and leaders before all."""
        person = len(self.stints)
        early = date(2018 if role in SELLERS else 2013, 1, 1)
        first = first or early + DAY * self.pick(f"{person}/hired", 1800)
        self.stints.append([Stint(person, role, team, first)])
        return person

    def leave(self, person: int, last: date) -> None:
        """End what somebody does."""
        self.stints[person][-1] = replace(self.stints[person][-1], last=last)

    def move(self, person: int, role: str, team: Team, first: date) -> None:
        """Give somebody another role or team from a day on."""
        self.leave(person, first - DAY)
        self.stints[person].append(Stint(person, role, team, first))


def staff(deals: int, seed: int, territories: list[tuple[str, str]]) -> Staff:
    """Return the people of a company of that size: about one for 125 deals, at most 2,000.

    Args:
        deals: Number of opportunities that they work on.
        seed: Another seed gives them other days.
        territories: Id and currency of the territories, in the order in which they are staffed.
    """
    seats = min(max(deals // 150, 12), 1600)
    teams = [
        Team(number, *territories[number % len(territories)])
        for number in range(max(2, seats // 8))
    ]
    people = Staff(seed)
    people.hire("vp_sales", None, date(2012, 3, 1))
    specialists = seats // 12
    for number in range(specialists):
        people.hire("solution_specialist", teams[number * len(teams) // specialists])
    managers = [people.hire("sales_manager", team) for team in teams]
    sellers = seats - 1 - specialists - len(teams)
    for seat in range(sellers):
        team = teams[seat * len(teams) // sellers]
        _seat(people, seat, team, teams[(team.number + 1) % len(teams)], managers[team.number])
    return people


def _seat(people: Staff, seat: int, team: Team, other: Team, manager: int) -> None:
    """Fill one seat of a team; what happens there depends on its number, when on chance.

    The stories return every 15 seats, which is more than a team has: a manager goes only once.
    """
    role = "inside_sales" if seat % 3 == 1 else "account_executive"
    turn = QUARTERS[1 + people.pick(f"{seat}/turn", len(QUARTERS) - 1)]
    story = {3: "leave", 10: "leave", 4: "promotion", 6: "transfer", 8: "lead", 11: "join"}.get(
        seat % 15, "stay"
    )
    person = people.hire(role, team, turn if story == "join" else None)
    if story in ("stay", "join"):
        return
    if story == "leave":
        people.leave(person, turn + DAY * people.pick(f"{seat}/last", 60))
    elif story == "promotion":
        people.move(person, "account_executive", team, turn)
    elif story == "transfer":
        people.move(person, role, other, turn)
    elif story == "lead":
        people.leave(manager, turn - DAY)
        people.move(person, "sales_manager", team, turn)
    vacant_from = people.stints[person][0].last or turn
    people.hire(role, team, vacant_from + DAY * (1 + people.pick(f"{seat}/vacant", 45)))
