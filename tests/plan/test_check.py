"""Each mistake in the rates of a plan is found before a run: severity, file, line and advice."""

import pytest

from perfos.plan.check import Scope, check_plan_files
from tests.plan.conftest import PLAN, TIERS, component


def test_the_template_is_clean(folder):
    assert check_plan_files(Scope(folder.path, None)) == []


ONE_MISTAKE = [
    ({"rate": "{kind: flat, rate: 0}"}, "rate", "every rate is 0"),
    ({"rate": "{kind: marginal, tiers: [{from: 0, rate: 0}]}"}, "rate", "every rate is 0"),
    ({"cap": "{per: window, amount: 0}"}, "cap.amount", "a cap of 0"),
    (
        {
            "rate": "{kind: matrix, rows: {by: amount, from: [0]}, columns: {by: arr, from: [0]}, "
            "rates: [[0]]}"
        },
        "rate",
        "every rate is 0",
    ),
    ({"credit": '{events: [booking], when: "1 = 2"}'}, "credit.when", "true of no event"),
    (
        {"credit": "{events: [booking], when: \"kind = 'invoice' and amount > 5\"}"},
        "credit.when",
        "true of no event",
    ),
    (
        {"credit": "{events: [booking], when: \"kind in ('invoice', 'payment')\"}"},
        "credit.when",
        "true of no event",
    ),
    (
        {"window": "event", "rate": TIERS.replace("kind: marginal", "kind: marginal, by: count")},
        "rate.tiers[1].from",
        "a tier from 1000",
    ),
    (
        {"window": "event", "rate": TIERS.replace("1000", "99999999")},
        "rate.tiers[1].from",
        "a tier from 99999999",
    ),
    ({"cap": "{per: window, amount: 10}"}, "rate.tiers[1].from", "a tier from 1000"),
    ({"credit": "{events: [booking], share: 1.5}"}, "credit.share", "150 % of each event"),
    (
        {"credit": "{events: [booking], fees: {take: [{share: 0.6}, {share: 0.5}]}}"},
        "credit.fees.take",
        "fees take 110 %",
    ),
]


@pytest.mark.parametrize(("mistake", "field", "found"), ONE_MISTAKE, ids=lambda one: str(one)[:60])
def test_one_mistake_is_one_error(check, mistake, field, found):
    (one,) = check(component(**mistake))
    assert (one.severity, one.file, one.field) == ("error", PLAN, f"components[0].{field}")
    assert found in one.found
    assert one.line == 7
    assert len(one.advice) > 10


BOUND = [
    ({"cap": "{per: window, amount: 10.01}"}, "the cap is reached inside the tier"),
    ({"window": "month", "rate": TIERS.replace("1000", "99999999")}, "a month adds up"),
    ({"credit": "{events: [booking], share: 1}"}, "the whole may be credited"),
    ({"credit": '{events: [booking], when: "amount > 5"}'}, "some events are"),
    ({"credit": "{events: [booking, invoice], when: \"kind = 'invoice'\"}"}, "one kind is"),
    ({"rate": "{kind: marginal, tiers: [{from: 0, rate: 0}, {from: 5, rate: 1}]}"}, "one pays"),
]


@pytest.mark.parametrize(("plan", "why"), BOUND, ids=lambda one: str(one)[:40])
def test_what_is_right_up_to_the_bound_is_left_alone(check, plan, why):
    assert check(component(**plan)) == [], why


@pytest.mark.parametrize(
    "tiers",
    [
        "[{from: 0, rate: 0.01}, {from: 0, rate: 0.02}]",
        "[{from: 0, rate: 0.01}, {from: 5, rate: 0.02}, {from: 4, rate: 0.02}]",
        "[{from: 10, rate: 0.01}]",
    ],
)
def test_gaps_and_overlaps_are_errors(check, tiers):
    (one,) = check(component(rate=f"{{kind: marginal, tiers: {tiers}}}"))
    assert (one.severity, one.line) == ("error", 7)
    assert one.field.endswith(".from")


def test_a_gap_between_closed_tiers_is_a_warning(check):
    tiers = "[{from: 0, to: 4.99, rate: 0.01}, {from: 5, to: 9, rate: 0.02}]"
    (one,) = check(component(rate=f"{{kind: marginal, bounds: closed, tiers: {tiers}}}"))
    assert (one.severity, one.found, one.line) == ("warning", "a gap from 4.99 to 5", 7)


def test_a_broken_file_is_an_error_with_its_line(check):
    found = check(component(rate="{kind: marginl, rate: 1}"))
    assert {(one.severity, one.file, one.line) for one in found} == {("error", PLAN, 7)}


def test_an_accelerator_below_one_is_a_warning(check, folder):
    tiers = "[{from: 0, rate: 0.1}, {from: 1, rate: 0.08}]"
    rate = f"{{kind: marginal, by: attainment, tiers: {tiers}}}"
    (one,) = check(component(quota="new_business", window="quarter", rate=rate))
    assert (one.severity, one.found) == ("warning", "80 % of the rate before, from 1")


def test_a_rate_of_nothing_may_measure_for_others(check):
    measure = component("measure", rate="{kind: flat, rate: 0}")
    gated = component("gated", gate="{component: measure, from: 5}")
    assert not [one for one in check(measure, gated) if one.severity == "error"]
    least = component(rate="{kind: flat, rate: 0}", minimum="{per: period, amount: 100}")
    assert check(least) == []


def test_tiers_that_look_like_shares_of_a_quota_are_told(check):
    tiers = "{kind: marginal, tiers: [{from: 0, rate: 0.01}, {from: 1, rate: 0.02}]}"
    found = check(component(quota="new_business", window="quarter", rate=tiers))
    (one,) = (one for one in found if "beside a quota" in one.found)
    assert (one.severity, one.field) == ("warning", "components[0].rate")
    assert "by: attainment" in one.advice
    by = tiers.replace("marginal", "marginal, by: attainment")
    assert not [
        one
        for one in check(component(quota="new_business", window="quarter", rate=by))
        if "beside a quota" in one.found
    ]
