"""Flags that commands share, turned once from what was typed into one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import click

from zlcli.cli import terms
from zlcli.document import GROUPS, KINDS, Format, Lost, Quotes, Target
from zlcli.encoding.candidates import ASSUMED
from zlcli.encoding.marks import codec_name, superset
from zlcli.errors import DictionaryError

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to do with every document of one command line. Field names are those of the flags."""

    to: Target = "keep"
    format: Format | None = None
    encoding: str | None = None
    candidates: tuple[str, ...] | None = None
    lost: Lost | None = None
    skip: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    regional_words: bool = False
    terms: dict[str, str] | None = None
    protect: str | None = None
    quotes: Quotes = "keep"
    output: str | None = None
    in_place: bool = False
    check: bool = False
    diff: bool = False
    explain: bool = False
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False


def _encoding(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    name = codec_name(value)
    if name is None:
        raise click.BadParameter(f"unknown encoding {value!r}; try gb18030, big5, utf-8 or utf-16.")
    return name


def _read(reader: Callable[[tuple[str, ...]], Any]) -> Callable[..., Any]:
    """Make an option's callback of what reads its values; a file that cannot be read is a wrong command line."""

    def callback(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> Any:
        try:
            return reader(values)
        except DictionaryError as problem:
            raise click.BadParameter(f"{problem}.") from problem

    return callback


def _encodings(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = (_encoding(ctx, param, name.strip()) for name in value.split(",") if name.strip())
    found = tuple(superset(name) for name in names if name)
    if not found:
        raise click.BadParameter("names no encoding; try gb18030,big5.")
    return found


_ENCODING = (
    click.option("--from", "encoding", metavar="ENCODING", callback=_encoding, help="Encoding of the input, if you know it."),
    click.option("--assume", type=click.Choice([*ASSUMED]), help="The input is Chinese: consider no other encodings."),
    click.option(
        "--candidates", metavar="LIST", callback=_encodings, help="Consider only these encodings, as in gb18030,big5."
    ),
)


def encoding_options(command: _F) -> _F:
    """Decorate a command with the flags that say what encoding the input may be in."""
    return _decorated(command, _ENCODING)


def considered(encoding: str | None, assume: str | None, candidates: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the encodings to choose among, None for all. Raises click.UsageError for flags that contradict each other."""
    if sum(given is not None for given in (encoding, assume, candidates)) > 1:
        raise click.UsageError("--from, --assume and --candidates exclude each other; give one of them.")
    return ASSUMED[assume] if assume else candidates


_KIND = click.Choice([*KINDS, *GROUPS])
_SHARED = (
    click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(allow_dash=True)),
    *_ENCODING,
    click.option("--lost", type=click.Choice(["fail", "mark", "guess"]), help="Lost bytes: refuse, accept U+FFFD, or guess."),
    click.option("--skip", multiple=True, type=_KIND, metavar="KIND", help=f"Leave out a treatment: {', '.join(KINDS)}."),
    click.option("--only", multiple=True, type=_KIND, metavar="KIND", help="Apply only this treatment (repeatable)."),
    click.option("-o", "--output", metavar="PATH", help="Write to this file, or into this folder."),
    click.option("-i", "--in-place", is_flag=True, help="Replace each file by its result."),
    click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything would change."),
    click.option("--diff", is_flag=True, help="Write nothing; print the changes as a unified diff."),
    click.option("--explain", is_flag=True, help="Say on standard error what was done and why."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object a document (with its text, unless -o or -i)."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say what was done with each document."),
)
_FORMAT = (
    click.option("-f", "--format", type=click.Choice(["text", "md"]), help="Form of the result [default: by -o, else text]."),
)
_SCRIPT = (
    click.option(
        "--to",
        type=click.Choice(["keep", "hans", "hant", "tw", "hk"]),
        default="keep",
        show_default=True,
        help="Script of the result: Simplified, Traditional, Taiwan, Hong Kong.",
    ),
    click.option("--regional-words", is_flag=True, help="With --to, convert vocabulary too (软件 to 軟體)."),
    click.option(
        "--dict",
        "terms",
        multiple=True,
        metavar="FILE",
        callback=_read(terms.read_dictionaries),
        help="With --to, terms that win over all others: a term, a tab, what to write (repeatable).",
    ),
    click.option(
        "--protect",
        multiple=True,
        metavar="FILE|REGEX",
        callback=_read(terms.read_protected),
        help="With --to, what must not change: a file with a term a line, or a regular expression (repeatable).",
    ),
    click.option(
        "--quotes",
        type=click.Choice(["keep", "curly", "corner"]),
        default="keep",
        show_default=True,
        help="Write “ ” or 「 」.",
    ),
)


def job_options(*, format: bool = False, script: bool = False) -> Callable[[_F], _F]:  # noqa: A002  (named as its flag)
    """Decorate a command with the shared flags, and those of layout and script where it has them."""
    chosen = (*(_SCRIPT if script else ()), *(_FORMAT if format else ()), *_SHARED)
    return lambda command: _decorated(command, chosen)


def _decorated(command: _F, options: Sequence[Callable[[_F], _F]]) -> _F:
    return reduce(lambda inner, option: option(inner), reversed(options), command)


def make_job(flags: dict[str, Any], paths: tuple[str, ...]) -> Job:
    """Turn flags into a Job. Raises click.UsageError where they contradict each other or the paths."""
    candidates = considered(flags["encoding"], flags.pop("assume"), flags["candidates"])
    job = Job(**{**flags, "candidates": candidates, "only": flags["only"] or None})
    if job.output is not None and job.in_place:
        raise click.UsageError("-o and -i contradict each other; give one of them.")
    if job.in_place and "-" in (paths or ("-",)):
        raise click.UsageError("-i needs files to replace; standard input is none.")
    if job.to == "keep" and (job.terms or job.protect):
        raise click.UsageError("--dict and --protect go with a change of script; say which with --to.")
    silent = job.check or job.diff or job.as_json
    if len(paths) > 1 and not (job.output or job.in_place or silent):
        raise click.UsageError("several files need -o FOLDER or -i; on standard output they would run together.")
    return job
