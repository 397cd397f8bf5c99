"""``zlcli batch``: a tree or an archive, with a journal."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from zlcli.batch import loop, stores
from zlcli.batch.loop import Batch, Summary, Workers
from zlcli.batch.records import FAILURES, Outcome, Settings, shown
from zlcli.batch.shard import Shard, parse
from zlcli.cli import report
from zlcli.cli.commands import Command
from zlcli.cli.options import batch_options, make_recipe
from zlcli.cli.text import N_, _, told
from zlcli.files import json_lines
from zlcli.files.endings import is_archive
from zlcli.files.inputs import Globs

# Seconds that a document may take: the slowest treatment of 100 MB takes less.
_TIMEOUT = 600.0


def _shard(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Shard:
    try:
        return parse(value) if value else Shard()
    except ValueError:
        raise click.BadParameter(_("give the share and the number of shares, as in 2/8.")) from None


@click.command("batch", cls=Command)
@click.argument("source", metavar="SRC", type=click.Path())
@click.argument("target", metavar="DST", type=click.Path())
@batch_options
@click.option("--field", metavar="NAME", default="text", show_default=True, help="Of JSON lines, the field that is treated.")
@click.option("--follow", is_flag=True, help="Treat the files that symbolic links lead to.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=os.cpu_count(), help="Processes at work [default: one a processor]."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=_TIMEOUT,
    show_default=True,
    help="Seconds a document may take.",
)
@click.option("--shard", metavar="I/N", callback=_shard, help="Treat only the I-th of N shares, on one of N machines.")
@click.option(
    "--dask", metavar="ADDRESS", help="Let the workers of this Dask scheduler do it, or of a cluster made here: local."
)
@click.option("--dask-tls", nargs=3, metavar="CA CERT KEY", help="PEM files for a scheduler at tls://…")
@click.option("--quarantine", metavar="DIR", help="Copy documents that fail into this folder.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as a JSON object on standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what became of each document.")
def command(source: str, target: str, **flags: Any) -> int:
    """Treat all documents of SRC, a folder, an archive or a file of JSON lines, and write the results to DST, one of the same.

    What was done stands in DST/.zlcli/journal.jsonl (DST.zlcli for archives). A run that was interrupted is continued, and
    documents that did not change since the last are skipped. One that fails does not stop the others.

    Example: zlcli batch --to hans -f md /srv/inbox /srv/outbox
    """
    if flags["dask"]:  # its workers have other working folders
        source, target = os.path.abspath(source), os.path.abspath(target)
    recipe = make_recipe(flags)
    store = _store(source, target, flags)
    batch = Batch(store, recipe, _hiring(flags), flags["shard"], flags["quarantine"], flags["fail_fast"], flags["dry_run"])
    summary = _watched(batch, source, target, flags) if _is_watched(flags) else loop.run(batch, _reporter(flags))
    _summarize(summary, store.state, flags)
    return summary.exit_code


def _is_watched(flags: dict[str, Any]) -> bool:
    return sys.stderr.isatty() and not (flags["quiet"] or flags["as_json"] or flags["verbose"])


def _watched(batch: Batch, source: str, target: str, flags: dict[str, Any]) -> Summary:
    from rich.console import Console

    from zlcli.cli.progress import Watch, expected

    globs = Globs(flags["include"], flags["exclude"])
    # What is whose share only the names tell.
    count = partial(expected, source, globs) if flags["shard"].of == 1 else lambda: None
    with Watch(Console(stderr=True, highlight=False, soft_wrap=True), count) as watch:
        tell = _reporter(flags, watch.say)

        def see(outcome: Outcome) -> None:
            tell(outcome)
            watch.see(outcome)

        summary = loop.run(batch, see)
    watch.summarize(source, target, shlex.join(("zlcli", *sys.argv[1:])))
    return summary


def _store(source: str, target: str, flags: dict[str, Any]) -> stores.Store:
    """Choose by the names. Raises click.UsageError for what does not go together."""
    if not os.path.exists(source):
        raise click.UsageError(_("{path}: no such file or folder.").format(path=report.show(source)))
    if os.path.exists(target) and os.path.samefile(source, target):
        raise click.UsageError(_("SRC and DST are the same; to replace files by their results use zlcli convert -r -i."))
    if json_lines.is_json_lines(source) or json_lines.is_json_lines(target):
        if not (json_lines.is_json_lines(source) and json_lines.is_json_lines(target)):
            raise click.UsageError(_("of JSON lines only JSON lines are made; name DST .jsonl or .jsonl.gz."))
        return stores.RecordStore(source, target, flags["field"])
    if not os.path.isdir(source) and not is_archive(source):
        raise click.UsageError(_("SRC is a folder, .zip, .tar, .tar.gz, .tar.xz, .tar.zst, .jsonl or .jsonl.gz."))
    chosen = stores.Source(source, Globs(flags["include"], flags["exclude"]), flags["follow"])
    return stores.ArchiveStore(chosen, target) if is_archive(target) else stores.FolderStore(chosen, target)


def _hiring(flags: dict[str, Any]) -> Callable[[Settings], Workers]:
    if flags["dask"]:
        from zlcli.batch.dask import Address, Cluster

        return lambda settings: Cluster(settings, Address(flags["dask"], flags["dask_tls"]), flags["jobs"])
    from zlcli.batch.pool import Pool

    return lambda settings: Pool(settings, flags["jobs"], flags["timeout"])


def _reporter(flags: dict[str, Any], say: Callable[[str], None] = report.error) -> Callable[[Outcome], None]:
    def tell(outcome: Outcome) -> None:
        name = shown(outcome.name)
        if outcome.status in FAILURES:
            say(f"{name}: {_reason(outcome)}" if outcome.error else name)
        elif flags["verbose"] or (outcome.status == "skipped" and not flags["quiet"]):
            say(f"{name}: {_reason(outcome)}")

    return tell


def _reason(outcome: Outcome) -> str:
    return told(outcome.problem) if outcome.problem else _(outcome.error or _SAID[outcome.status])


def _summarize(summary: Summary, state: str, flags: dict[str, Any]) -> None:
    counts = {status: summary.counts[status] for status in ("done", "unchanged", "would", "lost", "failed", "skipped")}
    problem = str(summary.problem) if summary.problem else None
    if summary.problem:
        report.error(told(summary.problem))
    if flags["as_json"]:
        journal = os.path.join(state, f"journal{flags['shard']}.jsonl")
        report.write_line(report.as_json({**counts, "problem": problem, "seconds": summary.seconds, "journal": journal}))
    if not flags["quiet"]:
        said = ", ".join(f"{count} {_(_SAID[status])}" for status, count in counts.items() if count)
        said = said or _("nothing to do")
        report.error(f"{said} ({summary.seconds:.1f} s)")


_SAID = {
    "done": N_("done"),
    "unchanged": N_("unchanged since an earlier run"),
    "would": N_("would be treated"),
    "lost": N_("done with bytes lost"),
    "failed": N_("failed"),
    "skipped": N_("skipped"),
}
