"""What will be done to a document, decided from its sample, and the doing of it up to clean lines of text.

Every treatment is judged on the sample as the ones before it leave it, in the order in which they run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zlcli import chunks
from zlcli.document import Kind, Ledger, Lost, RegionGuess
from zlcli.layout import boilerplate, forums, novels, pages, structure, unwrap
from zlcli.repair import characters, escapes, glosses, mojibake, private_use, punctuation
from zlcli.script import identify
from zlcli.script.region import guess


@dataclass(frozen=True, slots=True)
class Plan:
    """The treatments that a document needs, with what each has to know of it."""

    kinds: frozenset[Kind]
    mojibake: mojibake.Habit | None
    spaced: bool
    glosses: glosses.GlossHabit | None
    punctuation: bool
    pages: pages.PageHabit | None
    novel: bool
    forum: bool
    wrapped: unwrap.WrapHabit | None
    markdown: bool
    script: identify.Guess
    region: RegionGuess
    asked: frozenset[Kind] = frozenset()
    """Escapes that were asked for by name, and are undone outside prose too."""
    lost: Lost = "mark"


def make(sample: str, kinds: frozenset[Kind], lost: Lost = "mark", asked: frozenset[Kind] = frozenset()) -> Plan:
    """Decide every treatment of ``kinds``."""
    misread = mojibake.diagnose(sample) if mojibake.BOTH & kinds else None
    if misread:
        sample = "".join(mojibake.mend([sample], misread, Ledger()))
    spaced = "spacing" in kinds and characters.is_spaced(sample)
    sample = "".join(characters.clean([sample], kinds, Ledger(), spaced=spaced))
    habit = glosses.diagnose(sample) if "gloss" in kinds else None
    if habit:
        sample = "".join(glosses.strip([sample], habit, Ledger()))
    folded = "punctuation" in kinds and punctuation.diagnose(sample)
    if folded:
        sample = "".join(punctuation.widen([sample], Ledger()))
    is_markdown = structure.is_markdown(sample)
    chrome = "boilerplate" in kinds
    script = identify.weigh(identify.evidence(sample))
    plan = Plan(
        kinds=kinds,
        mojibake=misread,
        spaced=spaced,
        glosses=habit,
        punctuation=folded,
        pages=pages.diagnose(sample) if "page" in kinds and not is_markdown else None,
        novel=chrome and novels.diagnose(sample),
        forum=chrome and forums.diagnose(sample),
        wrapped=None,
        markdown=is_markdown,
        script=script,
        region=guess(sample, script.script),
        asked=asked & escapes.KINDS,
        lost=lost,
    )
    if "unwrap" not in kinds or is_markdown:
        return plan
    lines = _without_boilerplate(chunks.lines([sample]), plan, Ledger())
    return replace(plan, wrapped=unwrap.diagnose("".join(lines)))


def treat(text: str, plan: Plan, ledger: Ledger) -> Iterator[str]:
    """Yield the clean lines of ``text``; each change is written down in ``ledger``."""
    lines = _without_boilerplate(chunks.lines(_repaired(text, plan, ledger)), plan, ledger)
    return unwrap.join(lines, plan.wrapped, ledger) if plan.wrapped else lines


def _repaired(text: str, plan: Plan, ledger: Ledger) -> Iterator[str]:
    pieces = chunks.cut(text)
    if plan.mojibake is not None:
        pieces = mojibake.mend(pieces, plan.mojibake, ledger, plan.lost, plan.kinds)
    if plan.kinds & escapes.KINDS:
        pieces = escapes.undo(pieces, plan.kinds, plan.asked, ledger)
    if "private-use" in plan.kinds:
        pieces = private_use.modernize(pieces, ledger)
    pieces = characters.clean(pieces, plan.kinds, ledger, spaced=plan.spaced)
    if plan.glosses:
        pieces = glosses.strip(pieces, plan.glosses, ledger)
    return punctuation.widen(pieces, ledger) if plan.punctuation else pieces


def _without_boilerplate(lines: Iterator[str], plan: Plan, ledger: Ledger) -> Iterator[str]:
    if plan.pages:
        lines = pages.remove(lines, plan.pages, ledger)
    if plan.forum:
        lines = forums.remove(lines, ledger)
    if "boilerplate" in plan.kinds:
        lines = boilerplate.remove(lines, ledger)
    return novels.remove(lines, ledger) if plan.novel else lines
