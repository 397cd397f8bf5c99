"""Flags that commands share, turned once from what was typed into one record."""

import os
from collections.abc import Callable, Iterator, Sequence
from encodings import aliases
from functools import reduce
from itertools import chain
from typing import Any, TypeVar

import click

from zlcli.cli import text
from zlcli.cli.text import N_, _
from zlcli.document import GROUPS, KINDS
from zlcli.encoding.families import ASSUMED
from zlcli.encoding.marks import codec_name, superset
from zlcli.errors import DictionaryError
from zlcli.files import inputs
from zlcli.files.inputs import Globs, Input
from zlcli.files.sources import STDIN
from zlcli.recipe import Recipe
from zlcli.records import Record

_F = TypeVar("_F", bound=Callable[..., Any])


class Job(Record):
    """What to do with every document of one command line: with the text its recipe, the rest by the flags of these names."""

    recipe: Recipe
    recursive: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False
    stdin_filename: str | None = None
    output: str | None = None
    in_place: bool = False
    backup: str = ""
    keep_date: bool = False
    follow: bool = False
    check: bool = False
    diff: bool = False
    explain: bool = False
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False

    @property
    def globs(self) -> Globs | None:
        """What is wanted of folders, None if they are not to be looked into."""
        backups = (f"*{self.backup}",) if self.backup else ()
        return Globs(self.include, (*self.exclude, *backups)) if self.recursive else None


def make_recipe(flags: dict[str, Any]) -> Recipe:
    """Take the flags that concern the text out of ``flags``. Raises click.UsageError where they contradict each other."""
    candidates = considered(flags["encoding"], flags.pop("assume"), flags["candidates"])
    fields = {name: flags.pop(name) for name in Recipe._fields if name in flags} | {"candidates": candidates}
    return Recipe(**{**fields, "only": fields["only"] or None, "terms": tuple(sorted((fields.get("terms") or {}).items()))})


def _encoding(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    name = codec_name(value)
    if name is None:
        hint = text.nearest(value, sorted(set(aliases.aliases.values())))
        message = _("unknown encoding {name!r}{hint}; try gb18030, big5, utf-8 or utf-16.")
        raise click.BadParameter(message.format(name=text.show(value), hint=hint))
    return name


def _read(reader: str, nothing: Any) -> Callable[..., Any]:
    """Make an option's callback of what `zlcli.cli.terms` reads its values with; ``nothing`` is what no value stands for.

    A file that cannot be read is a wrong command line.
    """

    def callback(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> Any:
        if not values:
            return nothing
        from zlcli.cli import terms

        try:
            return getattr(terms, reader)(values)
        except DictionaryError as problem:
            raise click.BadParameter(f"{text.told(problem)}.") from problem

    return callback


def _encodings(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = (_encoding(ctx, param, name.strip()) for name in value.split(",") if name.strip())
    found = tuple(superset(name) for name in names if name)
    if not found:
        raise click.BadParameter(_("names no encoding; try gb18030,big5."))
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
        raise click.UsageError(_("--from, --assume and --candidates exclude each other; give one of them."))
    return ASSUMED[assume] if assume else candidates


_GLOBS = (
    click.option("--include", multiple=True, metavar="GLOB", help="Of folders, only files that match (repeatable)."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Of folders, no files or folders that match (repeatable)."),
)
_INPUTS = (
    click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(allow_dash=True)),
    click.option("-r", "--recursive", is_flag=True, help="Look into folders and the folders in them."),
    *_GLOBS,
    click.option("--files-from", metavar="FILE", help="Read the names of inputs from FILE, one a line (- is standard input)."),
    click.option("-0", "--null", is_flag=True, help="The names of --files-from end with NUL, as find -print0 writes them."),
)


def input_options(command: _F) -> _F:
    """Decorate a command with the argument and the flags that say which files are meant."""
    return _decorated(command, _INPUTS)


def gather(paths: tuple[str, ...], globs: Globs | None, files_from: str | None, *, null: bool) -> Iterator[Input]:
    """Yield the inputs that were named in any way; standard input if none was."""
    if files_from is None:
        return inputs.gather(paths or (STDIN,), globs)
    return chain(inputs.gather(paths, globs), inputs.listed(files_from, null=null))


_KIND = click.Choice([*KINDS, *GROUPS])
_TREATMENTS = (
    *_ENCODING,
    click.option("--lost", type=click.Choice(["fail", "mark", "guess"]), help="Lost bytes: refuse, accept U+FFFD, or guess."),
    click.option("--skip", multiple=True, type=_KIND, metavar="KIND", help=f"Leave out a treatment: {', '.join(KINDS)}."),
    click.option("--only", multiple=True, type=_KIND, metavar="KIND", help="Apply only this treatment (repeatable)."),
)
_SHARED = (
    *_INPUTS,
    *_TREATMENTS,
    click.option("--stdin-filename", metavar="NAME", help="The name of the document on standard input."),
    click.option("-o", "--output", metavar="PATH", help="Write to this file, or into this folder."),
    click.option("-i", "--in-place", is_flag=True, help="Replace each file by its result."),
    click.option("--backup", default="", metavar="SUFFIX", help="With -i, keep the old file under its name with SUFFIX."),
    click.option("--keep-date", is_flag=True, help="With -i, the new file has the time of the old one."),
    click.option("--follow", is_flag=True, help="Treat what symbolic links lead to, with -i or -r."),
    click.option("--check", is_flag=True, help="Write nothing; exit with 1 if anything would change."),
    click.option(
        "--diff",
        is_flag=True,
        help="Write nothing; print the changes: in colours on a terminal, else as a unified diff.",
    ),
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
        callback=_read("read_dictionaries", {}),
        help="With --to, terms that win over all others: a term, a tab, what to write (repeatable).",
    ),
    click.option(
        "--protect",
        multiple=True,
        metavar="FILE|REGEX",
        callback=_read("read_protected", None),
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


def batch_options(command: _F) -> _F:
    """Decorate a command with the flags of treatment and those that choose among files of a folder."""
    return _decorated(command, (*_SCRIPT, *_FORMAT, *_TREATMENTS, *_GLOBS))


def _decorated(command: _F, options: Sequence[Callable[[_F], _F]]) -> _F:
    return reduce(lambda inner, option: option(inner), reversed(options), command)


def make_job(flags: dict[str, Any]) -> Job:
    """Turn flags into a Job. Raises click.UsageError where they contradict each other."""
    job = Job(recipe=make_recipe(flags), **flags)
    _check(job)
    return job


def _check(job: Job) -> None:
    contradictions = {
        N_("-o and -i contradict each other; give one of them."): job.output is not None and job.in_place,
        N_("--backup and --keep-date go with -i; -o leaves the input as it is."): (job.backup or job.keep_date)
        and not job.in_place,
        N_("--backup is the end of a name, as in .bak, and has no folder."): os.path.basename(job.backup) != job.backup,
        N_("--include and --exclude choose among files of folders; add -r."): (job.include or job.exclude)
        and not job.recursive,
        N_("-0 goes with --files-from."): job.null and job.files_from is None,
        N_("--dict and --protect go with a change of script; say which with --to."): job.recipe.to == "keep"
        and (job.recipe.terms or job.recipe.protect),
    }
    for message, applies in contradictions.items():
        if applies:
            raise click.UsageError(_(message))
