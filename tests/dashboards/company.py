"""What the company of `perfos init` gets besides, so that every page has something to show."""

from pathlib import Path

# Its amount is no number: the record goes to quarantine.
BROKEN = "D-113,Ben,Corvus Media,Service Plus,Service,1,see contract,EUR,Won,2026-05-28\n"
OPEN_AMOUNT = 20000
OPEN = f"D-114,Ada,Corvus Media,Press 40,Hardware,1,{OPEN_AMOUNT},EUR,Open,2026-12-30\n"
OWNER = "      owner_id: lower(owner)\n"
CLOSED = "      is_closed: stage in ('Won', 'Lost')\n"
CREATED = "      created_on: close_date\n"
STAGES = """\
stage,position,outcome,is_late,probability
Open,1,open,true,0.5
Won,2,won,false,
Lost,3,lost,false,
"""
ENTITY = "      entity_id: if(owner = 'Ada', 'FR', 'DE')\n"
LIMIT = "max_quarantined_share: 0.05"

KPIS = """\
kpis:
  - id: win_rate
    title: Win rate
    metric: revops_metrics.win_rate
    owner: Head of sales
    cadence: monthly
    targets: [{by: 2026-12-31, value: 0.9}]
    thresholds: {warning: 0.8, critical: 0.2}
    objective: Sell to those who buy
  - id: uptime
    title: Uptime
    by_hand: {unit: share, better: up}
    owner: Operations
    cadence: weekly
"""


def widen(folder: Path) -> None:
    """Give a company a record that cannot be used, an open deal, legal entities, and metrics."""
    with (folder / "data" / "deals.csv").open("a") as deals:
        deals.write(BROKEN + OPEN)
    sources = folder / "sources.yml"
    text = sources.read_text().replace(OWNER, OWNER + ENTITY, 1).replace(CLOSED, CREATED + CLOSED)
    sources.write_text(text)
    settings = folder / "company.yml"
    settings.write_text(settings.read_text().replace(LIMIT, "max_quarantined_share: 0.2"))
    with (folder / "rules.yml").open("a") as rules:
        rules.write("  - {name: revops_metrics, version: bundled}\n")
    (folder / "kpis.yml").write_text(KPIS)
    stages = folder / "parameters" / "revops_metrics" / "stages.csv"
    stages.parent.mkdir(parents=True)
    stages.write_text(STAGES)
