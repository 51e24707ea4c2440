"""Findings of CRMs at random are what a second reckoning says, and the lists are their sums."""

import pytest

from tests.crm_hygiene.pipelines import world
from tests.crm_hygiene.reckoned import Reckoning
from tests.package_session import Session

FOUND = """
select check_id, subject_id, case when subject = 'opportunity' then owner_id end
from crm_hygiene.hygiene_finding
"""
SUMS = """
select owner_id, check_id, count(*)::bigint, sum(amount)::decimal(28, 6), max(days)
from crm_hygiene.hygiene_finding group by all
except
select owner_id, check_id, findings, amount, longest_days from crm_hygiene.hygiene_owner
"""
UNSOUND = """
select * from crm_hygiene.hygiene_finding as finding
left join core.opportunity as deal using (opportunity_id)
where found is null or days < 0 or known_on is null or finding.amount is null
    or (finding.opportunity_id is not null and finding.amount is distinct from case
        when deal.is_won or coalesce(deal.is_closed, false) or deal.currency = 'GBP' then 0
        else coalesce(deal.amount, 0) * case deal.currency when 'USD' then 0.9 else 1 end
    end)
"""


@pytest.mark.parametrize("seed", range(12))
def test_the_findings_are_what_a_second_reckoning_says(session: Session, seed: int) -> None:
    told = world(seed)
    session.calculate(**told)
    found = session.query(FOUND)
    assert len(found) == len(set(found)), "a check finds a deal once"
    assert set(found) == Reckoning(told).findings()
    assert {check for check, _, _ in found} >= {"close_date_past", "owner_missing"}
    assert session.query(SUMS) == []
    assert session.query(UNSOUND) == []


def test_an_empty_crm_has_checks_and_no_findings(session: Session) -> None:
    session.calculate()
    assert session.query("select count(*) from crm_hygiene.hygiene_check") == [(11,)]
    assert session.query(FOUND) == []
