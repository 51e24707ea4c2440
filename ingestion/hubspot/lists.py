"""Lists that are read whole: owners, their teams, pipelines of deals and their stages."""

from collections.abc import Iterator

from ingestion.hubspot.account import PAGE, Account, Row

_OWNER = ("id", "email", "firstName", "lastName", "userId", "type", "archived", "team_id")
_PIPELINE = ("id", "label", "displayOrder", "archived")
# The key of each list, and what it has even if no row has it.
COLUMNS = {
    "owners": (("id",), _OWNER),
    "teams": (("owner_id", "id"), ("owner_id", "id", "name", "is_primary")),
    "pipelines": (("id",), _PIPELINE),
    "stages": (
        ("pipeline_id", "id"),
        (*_PIPELINE, "pipeline_id", "pipeline_label", "probability", "isClosed"),
    ),
}


def rows(account: Account, name: str) -> Iterator[list[Row]]:
    """Yield the rows of a list.

    Args:
        account: Where it is.
        name: One of `COLUMNS`.
    """
    if name in ("owners", "teams"):
        of_owner = _owner if name == "owners" else _teams
        for archived in ("false", "true"):
            told = {"limit": PAGE, "archived": archived}
            for page in account.listing("/crm/v3/owners", told):
                yield [row for owner in page for row in of_owner(owner)]
        return
    of_pipeline = _pipeline if name == "pipelines" else _stages
    for page in account.listing("/crm/v3/pipelines/deals"):
        yield [row for pipeline in page for row in of_pipeline(pipeline)]


def _owner(owner: Row) -> list[Row]:
    """Return an owner with the team that is theirs first of all."""
    primary: Row = next((team for team in owner.get("teams") or [] if team.get("primary")), {})
    return [{**owner, "team_id": primary.get("id"), "team_name": primary.get("name")}]


def _teams(owner: Row) -> list[Row]:
    """Return a row for each team of an owner."""
    return [
        {
            "owner_id": owner["id"],
            "id": team["id"],
            "name": team["name"],
            "is_primary": team.get("primary", False),
        }
        for team in owner.get("teams") or []
    ]


def _pipeline(pipeline: Row) -> list[Row]:
    """Return a pipeline without its stages."""
    return [{key: value for key, value in pipeline.items() if key != "stages"}]


def _stages(pipeline: Row) -> list[Row]:
    """Return a row for each stage of a pipeline."""
    return [
        {
            **{key: value for key, value in stage.items() if key != "metadata"},
            **(stage.get("metadata") or {}),
            "pipeline_id": pipeline["id"],
            "pipeline_label": pipeline.get("label"),
        }
        for stage in pipeline.get("stages") or []
    ]
