"""Tells a person at a terminal what the run is doing: one line per finished step."""

import logging
from typing import Any

import dagster as dg
from rich.console import Console
from rich.markup import escape

TITLES = {
    "read_company_folder": "Read the company folder",
    "load_sources": "Load the sources",
    "check_sources": "Check the sources",
    "conform": "Conform to the core",
    "check_core": "Check the core",
    "calculate": "Calculate commissions",
    "post": "Post to the ledger",
    "published__snapshot": "Publish the snapshot",
    "submit_month": "Submit the month",
    "approve_month": "Approve",
    "close_month": "Close and seal the month",
    "reopen_month": "Reopen the month",
    "pay_month": "Hand the month to payroll",
    "dispute_month": "Note the dispute",
    "waive_month": "Waive",
    "export_pack": "Write the audit pack",
    "replay_months": "Replay",
    "check_candidate": "Check the candidate",
    "copy_warehouse": "Copy the warehouse",
    "test_candidate": "Test the candidate on the copy",
    "check_closed_months": "Verify the seals of closed months",
    "shadow_run": "Calculate again beside the active version",
    "compare_postings": "Compare what would be posted",
    "decide": "Decide",
    "switch": "Switch",
    "checked_run": "Run with the new version",
    "roll_back": "Roll back",
    "finish_upgrade": "Keep the report",
    "put_back": "Put the version before back",
    "run_again": "Run with it",
}


LEFT_OUT = "Dependencies for step"
"""How Dagster begins its line for each step after a failed one; the failed one says enough."""


class StepLines(logging.Handler):
    """Prints steps as they end, and what they say meanwhile."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.DEBUG)
        self.console = console
        self.status = console.status("Starting")

    def emit(self, record: logging.LogRecord) -> None:
        """Print a line for the end of a step; show other messages beside the spinner."""
        event: Any = getattr(record, "dagster_meta", {}).get("dagster_event")
        if event is None:
            if record.levelno >= logging.INFO:
                said = getattr(record, "dagster_meta", {}).get("orig_message", record.getMessage())
                if not said.startswith(LEFT_OUT):
                    self.console.print(f"  {escape(said)}", style="dim")
            return
        title = TITLES.get(event.step_key or "", event.step_key or "")
        match event.event_type_value:
            case "STEP_START":
                self.status.update(f"{title} ...")
                self.status.start()
            case "STEP_SUCCESS":
                self.status.stop()
                seconds = event.event_specific_data.duration_ms / 1000
                self.console.print(f"[green]done[/] {title} [dim]({seconds:.1f} s)[/]")
            case "STEP_FAILURE":
                self.status.stop()
                self.console.print(f"[red]failed[/] {title}")
            case "STEP_SKIPPED":
                self.console.print(f"[yellow]skipped[/] {title}", style="dim")


@dg.logger
def step_lines(_context: dg.InitLoggerContext) -> logging.Logger:
    """Return a logger that prints to standard error, so that standard output stays for data."""
    logger = logging.Logger("run")
    handler = StepLines(Console(stderr=True, highlight=False))
    logger.addHandler(handler)
    return logger
