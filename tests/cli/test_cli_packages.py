"""What `perfos doctor` makes of the lock."""

from perfos.cli import health
from perfos.cli.health import locked_versions


def test_packages_that_differ_from_the_lock(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("# made by uv\nTyper==0.0.1 \\\n    --hash=sha256:x\nduckdb==1.0.0 ; x\n")
    (finding,) = health._packages(lock)
    assert finding.state == "fail"
    assert "typer" in finding.found
    assert "(locked: 0.0.1)" in finding.found
    assert "make setup" in finding.advice


def test_a_lock_may_name_a_version_for_each_python():
    lock = "numpy==2.4.6 ; python_full_version < '3.12' \\\nnumpy==2.5.5 ; x\nfoo[bar]==1.0\n"
    assert locked_versions(lock) == {"numpy": {"2.4.6", "2.5.5"}, "foo": {"1.0"}}
