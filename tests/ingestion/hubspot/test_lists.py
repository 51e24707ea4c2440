"""Owners and teams, pipelines and stages: read whole."""

import pytest


def owner(id_, *teams, archived=False):
    times = {"createdAt": "2024-01-01T00:00:00Z", "updatedAt": "2024-01-01T00:00:00Z"}
    one = {"id": id_, "email": f"{id_}@example.com", "firstName": "Ada", "lastName": "Byron"}
    one |= {"userId": int(id_) + 1000, "type": "PERSON", "archived": archived, **times}
    told = [
        {"id": team, "name": team.title(), "primary": not number}
        for number, team in enumerate(teams)
    ]
    return one | ({"teams": told} if teams else {})


@pytest.fixture
def people(asked):
    asked.portal.owners = [
        owner("1", "west", "east"), owner("2"), owner("3", "east"), owner("4", archived=True),
    ]  # fmt: skip
    return asked


def test_owners_with_their_first_team(people):
    rows, _ = people.read("owners")
    columns = ("id", "first_name", "user_id", "team_name", "archived")
    assert sorted(tuple(row[name] or "" for name in columns) for row in rows) == [
        ("1", "Ada", "1001", "West", "false"),
        ("2", "Ada", "1002", "", "false"),
        ("3", "Ada", "1003", "East", "false"),
        ("4", "Ada", "1004", "", "true"),
    ]


def test_teams_have_a_row_for_each_owner(people):
    rows, _ = people.read("teams")
    assert sorted((row["owner_id"], row["id"], row["is_primary"]) for row in rows) == [
        ("1", "east", "false"),
        ("1", "west", "true"),
        ("3", "east", "true"),
    ]


def test_stages_know_their_pipeline_and_what_they_mean(asked):
    stages = [
        {
            "id": name,
            "label": name.title(),
            "displayOrder": order,
            "archived": False,
            "metadata": {"isClosed": str(order > 0).lower(), "probability": probability},
        }
        for order, (name, probability) in enumerate(
            [("open", "0.2"), ("won", "1.0"), ("lost", "0.0")]
        )
    ]
    asked.portal.pipelines = [
        {"id": "default", "label": "Sales", "displayOrder": 0, "archived": False, "stages": stages}
    ]
    rows, _ = asked.read("stages")
    assert {row["id"]: (row["probability"], row["is_closed"]) for row in rows} == {
        "open": ("0.2", "false"),
        "won": ("1.0", "true"),
        "lost": ("0.0", "true"),
    }
    assert {row["pipeline_label"] for row in rows} == {"Sales"}
    assert [row["label"] for row in asked.read("pipelines")[0]] == ["Sales"]


@pytest.mark.parametrize("object_", ["owners", "teams", "pipelines", "stages", "deal_splits"])
def test_an_account_without_any_has_the_columns(asked, object_):
    assert asked.read(object_) == ([], None)


def test_a_load_replaces_them(people, bench):
    company = bench.company(people.table(object_="owners"))
    assert bench.load(company).rows_total == 4
    people.portal.owners.pop()
    result = bench.load(company)
    assert (result.rows_total, result.requests) == (3, 3)
    assert result.limit.startswith("X-HubSpot-RateLimit-Daily-Remaining: 2499")
