"""What the parts of a plan say about each other, before a run."""

from perfos.company.plan.plans import Plan
from perfos.company.validate import YamlSource
from perfos.company.yaml_file import read_yaml
from perfos.plan.check import Scope, check_plan_files
from perfos.plan.check_links import check_links
from perfos.plan.finding import PlanFile
from tests.plan.conftest import HEAD, PLAN, component


def test_weights_of_one_target_above_the_whole(folder):
    half = "{quota: new_business, weight: 0.6}"
    curve = "{kind: interpolated, by: attainment, points: [{at: 0, pays: 0}, {at: 1, pays: 1}]}"
    parts = [
        component(name, quota="new_business", window="quarter", target=half, rate=curve)
        for name in ("one", "two")
    ]
    folder.write(PLAN, HEAD + "".join(parts))
    found = check_plan_files(Scope(folder.path, None))
    assert [(one.severity, one.line) for one in found] == [("error", 8)]
    assert "120 %" in found[0].found


def test_a_fourth_measured_component_is_a_warning(check):
    three = [component(f"c{number}") for number in range(3)]
    flat = component("flat", rate="{kind: flat, rate: 0.1}")
    assert check(*three, flat) == []
    (one,) = check(*three, component("c3"))
    assert (one.severity, one.line) == ("warning", 6)
    assert "4 measured components (c0, c1, c2, c3)" in one.found


def test_components_that_wait_for_each_other(folder):
    def links(*components):
        source = YamlSource(PLAN)
        source.yaml = read_yaml(HEAD + "".join(components))
        return list(check_links(PlanFile(Plan.model_construct(plan="p"), source)))

    (one,) = links(
        component("a", gate="{component: b, from: 0.8}"),
        component("b", multipliers="[{component: c, kind: steps}]"),
        component("c", rate="{kind: matrix, rows: {by: {component: a}}}"),
    )
    assert one.found == "a needs b needs c needs a"
    assert (one.severity, one.line) == ("error", 7)
    assert links(component("a", gate="{component: a, from: 0.8}")) == []
    assert links(component("a", gate="{component: b, from: 1}"), component("b")) == []
    (one,) = links(component("bookings", gate="{component: booking, from: 1}"))
    assert 'did you mean "bookings"' in one.advice
