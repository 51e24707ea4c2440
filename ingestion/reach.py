"""Whether a source answers: the smallest thing that can be asked of it."""

from pathlib import Path

from ingestion.files.remote import copied
from ingestion.job import Job
from ingestion.kinds import kind_of
from ingestion.plan import make_jobs
from perfos.company.company import Company
from perfos.company.sources import Source


def reach(company: Company, source: Source, scratch: Path) -> str:
    """Return a few words about a source that answers with the secrets that are set.

    Args:
        company: The company.
        source: An API, or files that lie elsewhere.
        scratch: For what comes.

    Raises:
        LoadError: It does not answer, refuses, or a secret is missing.
    """
    if source.kind == "files":
        files = [one for one in copied(source, scratch).rglob("*") if one.is_file()]
        return f"{len(files) - 1} files at {source.address}"
    job = next(one for one in make_jobs(company, scratch, _quiet) if one.source == source)
    return _asked(job)


def _asked(job: Job) -> str:
    kind_of(job.source).probe(job)
    return f"answers, {job.limit}" if job.limit else "answers"


def _quiet(_: str) -> None:
    """Say nothing."""
