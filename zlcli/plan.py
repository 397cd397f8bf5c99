"""What will be done to a document, decided from its sample, and the doing of it up to clean lines of text.

Every treatment is judged on the sample as the ones before it leave it, in the order in which they run, and loaded where it is
wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from zlcli import chunks
from zlcli.document import GROUPS, MISREAD, Kind, Ledger, Lost, RegionGuess
from zlcli.records import Record
from zlcli.rehearsal import Rehearsal, Treatment
from zlcli.script import identify
from zlcli.script.region import guess

if TYPE_CHECKING:
    from zlcli.layout.pages import PageHabit
    from zlcli.layout.wrapping import WrapHabit
    from zlcli.repair.folded import Habit as FoldHabit
    from zlcli.repair.glosses import GlossHabit
    from zlcli.repair.lines import Habit
    from zlcli.repair.mojibake import Work

_CHARACTERS: frozenset[Kind] = frozenset({"control", "compatibility", "spacing", "fullwidth"})
_ESCAPES = GROUPS["escapes"] | {"punycode"}


class Plan(Record):
    """The treatments that a document needs, with what each has to know of it."""

    kinds: frozenset[Kind]
    asked: frozenset[Kind] = frozenset()
    """Escapes that were asked for by name, and are undone outside prose too."""
    lost: Lost = "mark"
    mojibake: Habit | None = None
    tags: bool = False
    spaced: bool = False
    glosses: GlossHabit | None = None
    punctuation: FoldHabit | None = None
    pages: PageHabit | None = None
    novel: bool = False
    forum: bool = False
    encyclopedia: bool = False
    wrapped: WrapHabit | None = None
    markdown: bool = False
    rehearsal: Rehearsal = Rehearsal()
    """What was done to the sample meanwhile."""
    script: identify.Guess = identify.Guess(None, 1.0)
    region: Callable[[], RegionGuess] = partial(RegionGuess, None, ())
    """Guesses where it was written when first asked: to look for all the words takes as long as all other decisions do."""


def make(sample: str, kinds: frozenset[Kind], lost: Lost = "mark", asked: frozenset[Kind] = frozenset()) -> Plan:
    """Decide every treatment of ``kinds``."""
    from zlcli.layout.structure import is_markdown

    sample, known = _repairs(sample, kinds, lost, asked)
    known = known._replace(markdown=is_markdown(sample))
    script = identify.weigh(identify.evidence(sample))
    return _layout(sample, known._replace(script=script, region=cache(partial(guess, sample, script.script))))


def _repairs(sample: str, kinds: frozenset[Kind], lost: Lost, asked: frozenset[Kind]) -> tuple[str, Plan]:
    """Decide the repairs, and return the sample as they leave it."""
    plan = Plan(kinds, asked=asked & _ESCAPES, lost=lost, rehearsal=Rehearsal())
    if kinds & MISREAD:
        from zlcli.repair import mojibake

        plan = plan._replace(mojibake=mojibake.diagnose(sample))
        sample = "".join(mojibake.mend([sample], plan.mojibake, Ledger())) if plan.mojibake else sample
    if "html-tag" in kinds and "<" in sample:
        from zlcli.layout.structure import is_markdown
        from zlcli.repair import tags

        plan = plan._replace(tags=tags.diagnose(sample) and not is_markdown(sample))
        sample = plan.rehearsal.play("html-tag", sample, tags.take_out) if plan.tags else sample
    if kinds & _CHARACTERS:
        from zlcli.repair import characters

        plan = plan._replace(spaced="spacing" in kinds and characters.is_spaced(sample))
        sample = plan.rehearsal.play("characters", sample, partial(characters.clean, kinds=kinds, spaced=plan.spaced))
    if "gloss" in kinds:
        from zlcli.repair import glosses

        plan = plan._replace(glosses=glosses.diagnose(sample))
        sample = plan.rehearsal.play("gloss", sample, _unglossing(plan, plan.glosses)) if plan.glosses else sample
    if "punctuation" in kinds:
        from zlcli.repair import folded, punctuation

        fold = folded.diagnose(sample)
        plan = plan._replace(punctuation=fold)
        sample = plan.rehearsal.play("punctuation", sample, partial(punctuation.widen, habit=fold)) if fold else sample
    return sample, plan


def _unglossing(plan: Plan, habit: GlossHabit) -> Treatment:
    from zlcli.repair import glosses

    return partial(glosses.strip, habit=habit, guess=plan.lost == "guess")


def _layout(sample: str, plan: Plan) -> Plan:
    """Decide what is done to lines."""
    if "page" in plan.kinds and not plan.markdown:
        from zlcli.layout import pages

        plan = plan._replace(pages=pages.diagnose(sample))
    if "boilerplate" in plan.kinds:
        from zlcli.layout import encyclopedia, forums, novels

        plan = plan._replace(
            novel=novels.diagnose(sample), forum=forums.diagnose(sample), encyclopedia=encyclopedia.diagnose(sample)
        )
    if "unwrap" in plan.kinds and not plan.markdown:
        from zlcli.layout import wrapping

        clear = partial(_without_boilerplate, plan=plan)
        text = plan.rehearsal.play("boilerplate", sample, lambda texts, ledger: clear(chunks.whole(texts), ledger))
        plan = plan._replace(wrapped=wrapping.diagnose(text))
    return plan


def treat(
    texts: Iterable[str], plan: Plan, ledger: Ledger, *, longest: int | None = None, is_long: bool = False
) -> Iterator[str]:
    """Yield the clean text of the document in ``texts``, some lines at a time; each change is written down in ``ledger``.

    Lines of more than ``longest`` characters may come in pieces. A long document is worth a second process.
    """
    longest = None if plan.wrapped else longest
    lines = chunks.whole(_repaired(texts, plan, ledger, is_long=is_long), longest=longest)
    clean = plan.rehearsal.repeat("boilerplate", lines, ledger, partial(_without_boilerplate, plan=plan))
    if plan.wrapped is None:
        return clean
    from zlcli.layout import unwrap

    return chunks.gather(unwrap.join(chunks.apart(clean), plan.wrapped, ledger))


def _repaired(texts: Iterable[str], plan: Plan, ledger: Ledger, *, is_long: bool) -> Iterator[str]:
    pieces = chunks.flow(texts)
    if plan.mojibake is not None:
        from zlcli.repair import mojibake

        pieces = mojibake.mend(pieces, plan.mojibake, ledger, plan.lost, plan.kinds, _sharing() if is_long else None)
    if plan.tags:
        from zlcli.repair import tags

        pieces = plan.rehearsal.repeat("html-tag", pieces, ledger, tags.take_out)
    if plan.kinds & _ESCAPES:
        from zlcli.repair import escapes

        pieces = escapes.undo(pieces, plan.kinds, plan.asked, ledger)
    if "private-use" in plan.kinds:
        from zlcli.repair import private_use

        pieces = private_use.modernize(pieces, ledger)
    if plan.kinds & _CHARACTERS:
        from zlcli.repair import characters

        clean = partial(characters.clean, kinds=plan.kinds, spaced=plan.spaced)
        pieces = plan.rehearsal.repeat("characters", pieces, ledger, clean)
    if plan.glosses:
        pieces = plan.rehearsal.repeat("gloss", pieces, ledger, _unglossing(plan, plan.glosses))
    if plan.punctuation:
        from zlcli.repair import punctuation

        pieces = plan.rehearsal.repeat("punctuation", pieces, ledger, partial(punctuation.widen, habit=plan.punctuation))
    return pieces


def _sharing() -> Work:
    from zlcli.apart import shared  # a second process, which short documents are done without

    return shared


def _without_boilerplate(texts: Iterator[str], ledger: Ledger, *, plan: Plan) -> Iterator[str]:
    """Yield ``texts``, each of whole lines, without what is no part of the document."""
    if plan.pages:
        from zlcli.layout import pages

        texts = chunks.gather(pages.remove(chunks.apart(texts), plan.pages, ledger))
    if "boilerplate" in plan.kinds:
        from zlcli.layout import boilerplate, encyclopedia, forums, novels

        texts = chunks.gather(encyclopedia.remove(chunks.apart(texts), ledger)) if plan.encyclopedia else texts
        texts = chunks.gather(forums.remove(chunks.apart(texts), ledger)) if plan.forum else texts
        texts = boilerplate.remove(texts, ledger)
        texts = chunks.gather(novels.remove(chunks.apart(texts), ledger)) if plan.novel else texts
    return texts
