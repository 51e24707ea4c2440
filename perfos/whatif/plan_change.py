"""Another plan over the same records: what each payee would have been paid."""

import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from perfos.company import Company, load_company
from perfos.company.problems import CompanyError, Problem
from perfos.company.validate import read_text
from perfos.company.yaml_file import YamlRefusedError, read_yaml
from perfos.whatif.lines import Line
from perfos.whatif.sandbox import Sandbox, use_plans


def with_plan(company: Company, file: Path) -> Company:
    """Return the company with a plan file in the place of the plan of the same id, or besides.

    Raises:
        CompanyError: The file cannot be read, or does not fit people, quotas or sources.
    """
    with tempfile.TemporaryDirectory(prefix="perfos_whatif_") as folder:
        copy = Path(folder) / company.folder.name
        shutil.copytree(company.folder, copy, ignore=_is_data(company))
        name = _plan_id(file)
        for path in (copy / "plans").glob("*.yml"):
            if _plan_id(path) == name:
                path.unlink()
        shutil.copy(file, copy / "plans" / f"{name}.yml")
        return load_company(copy, company.data)


def _is_data(company: Company) -> Callable[[str, list[str]], list[str]]:
    def ignored(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if (Path(folder) / name).resolve() == company.data]

    return ignored


def _plan_id(file: Path) -> str:
    text = read_text(file, file.name)
    if isinstance(text, Problem):
        raise CompanyError(file.parent, [text])
    try:
        content = read_yaml(text).data
    except YamlRefusedError as error:
        problem = Problem(file.name, error.line, "", error.found, error.allowed)
        raise CompanyError(file.parent, [problem]) from error
    return str(content.get("plan", file.stem)) if isinstance(content, dict) else file.stem


def compare(place: Sandbox, changed: Company, periods: list[str]) -> list[Line]:
    """Return what each payee is paid before and after, by currency and payee.

    Args:
        place: A sandbox with the plans as they are.
        changed: The company with the changed plan.
        periods: Months to compare; none for all.
    """
    totals: dict[tuple[str, str], list[Decimal]] = {}
    worlds = (place.calculate(), use_plans(place, changed).calculate())
    for number, lines in enumerate(worlds):
        for line in lines.values():
            if not periods or line["period"] in periods:
                both = totals.setdefault(
                    (line["currency"], line["payee_id"]), [Decimal(0), Decimal(0)]
                )
                both[number] += line["expense"] or Decimal(0)
    return [
        {
            "payee_id": payee,
            "currency": currency,
            "before": before,
            "after": after,
            "difference": after - before,
        }
        for (currency, payee), (before, after) in sorted(totals.items())
    ]
