"""Who is what, and the secret that vouches for it."""

import stat
from datetime import date, timedelta

import jwt
import pytest

from perfos.company import load_company
from perfos.company.access import Access, Role
from perfos.company.init import init_company
from semantic.connect import connect, token_for
from semantic.errors import SecretError
from semantic.secret import VARIABLE, load_secret, secret_file
from semantic.snapshot import Snapshots
from semantic.tokens import AUDIENCE, GROUPS, ISSUER, Viewer, mint, renewed, viewer
from tests.semantic_layer.server import SECRET


def test_every_role_has_groups():
    assert set(GROUPS) == set(Role.__args__)


@pytest.mark.parametrize(
    ("who", "groups", "team"),
    [
        ("r11", ("rep",), ()),
        ("m1", ("manager", "rep"), ("m1", "r11", "r12", "r13", "r14")),
        ("clara", ("finance",), ()),
        ("nobody", (), ()),
        ("r11' or 1=1 --", (), ()),
    ],
)
def test_what_somebody_is(world, who, groups, team):
    found = world.viewer(who)
    assert (found.groups, found.team) == (groups, team)


def test_a_role_and_a_place_in_the_organisation_add_up(world):
    access = Access.model_validate({"people": {"m2": ["approver"]}})
    with Snapshots(world.state).open() as snapshot:
        assert viewer(access, snapshot, "m2").groups == ("manager", "rep", "sales_ops")


def test_a_team_is_the_one_of_the_day(world):
    with Snapshots(world.state).open() as snapshot:
        before = viewer(Access(), snapshot, "m1", date(2019, 6, 1))
    assert before.team == ("m1", "r21")


def test_a_token_is_short_lived():
    token = mint("small", "s" * 64, Viewer("r11", ("rep",), "r11", ()))
    claims = jwt.decode(token, "s" * 64, ["HS256"], audience=AUDIENCE, issuer=ISSUER)
    assert claims["exp"] - claims["iat"] == 15 * 60
    assert claims["company"] == "small" and claims["person"] == "r11"


def test_a_token_is_renewed_in_time():
    made = iter("abc")
    assert [renewed(lambda: next(made))() for _ in range(1)] == ["a"]
    kept = renewed(lambda: next(made))
    assert kept() == kept() == "b"
    always = renewed(lambda: next(made), timedelta(0))
    assert always() == "c"


def test_the_secret_is_made_once_and_kept_from_others():
    first = load_secret("small")
    path = secret_file("small")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first) == 64 and load_secret("small") == first
    assert load_secret("other") != first
    path.chmod(0o644)
    with pytest.raises(SecretError, match="chmod 600"):
        load_secret("small")


def test_a_secret_out_of_the_environment(monkeypatch):
    monkeypatch.setenv(VARIABLE, "x" * 40)
    assert load_secret("small") == "x" * 40
    monkeypatch.setenv(VARIABLE, "short")
    with pytest.raises(SecretError, match="32 characters"):
        load_secret("small")
    assert not secret_file("small").exists()


def test_a_person_of_a_company_folder_connects(world, tmp_path, monkeypatch):
    monkeypatch.setenv("PERFOS_HOME", str(world.state.folder.parent))
    monkeypatch.setenv(VARIABLE, SECRET)
    company = load_company(init_company(tmp_path / "company", name="small"))
    with connect(company, "auditor", world.url) as client:
        assert "ledger" in {view["name"] for view in client.meta()}
    with connect(company, "r11", world.url) as client:
        assert client.load({"dimensions": ["statements.payee_id"]}).rows == [
            {"statements.payee_id": "r11"}
        ]
    with pytest.raises(LookupError, match=r"neither in access\.yml"):
        token_for(company, "eve")
