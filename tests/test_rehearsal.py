from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

import zlcli
from tests.damage import NOTICE, fold, gloss
from zlcli.chunks import CHUNK
from zlcli.document import Change, Ledger
from zlcli.layout import boilerplate, outline
from zlcli.rehearsal import Rehearsal
from zlcli.repair import characters, glosses, punctuation


def doubled(texts: Iterable[str], ledger: Ledger) -> Iterator[str]:
    for text in texts:
        ledger.count("control")
        ledger.keep("control", Change(1, text, text * 2))
        yield text * 2


@pytest.mark.parametrize(
    ("pieces", "is_known"), [(["甲乙"], True), (["甲", "乙"], True), (["甲丙"], False), (["甲乙", "丙"], False)]
)
def test_only_the_very_text_that_was_seen_is_remembered(pieces: list[str], is_known: bool) -> None:
    rehearsal, ledger = Rehearsal(), Ledger()
    assert rehearsal.play("x", "甲乙", doubled) == "甲乙甲乙"
    given: list[str] = []

    def noted(texts: Iterable[str], ledger: Ledger) -> Iterator[str]:
        given.extend(texts)
        return doubled(given, ledger)

    result = "".join(rehearsal.repeat("x", iter(pieces), ledger, noted))
    assert given == ([] if is_known else pieces)
    assert result == ("甲乙甲乙" if is_known else "".join(piece * 2 for piece in pieces))
    assert ledger.steps()[0].count == (1 if is_known else len(pieces))


def test_a_long_text_is_not_kept() -> None:
    rehearsal = Rehearsal()
    rehearsal.play("x", "甲" * (CHUNK + 1), doubled)
    assert rehearsal.play("x", "乙", doubled) == "乙乙"
    assert "".join(rehearsal.repeat("x", iter(["甲" * (CHUNK + 1)]), Ledger(), doubled)) == "甲" * 2 * (CHUNK + 1)


def test_a_short_document_is_treated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def watch(module: object, name: str) -> None:
        original = getattr(module, name)

        def watched(*arguments: object, **named: object) -> object:
            calls.append(name)
            return original(*arguments, **named)

        monkeypatch.setattr(module, name, watched)

    for module, name in (
        (characters, "clean"),
        (glosses, "strip"),
        (punctuation, "widen"),
        (boilerplate, "remove"),
        (outline, "diagnose"),
    ):
        watch(module, name)
    done = zlcli.normalize(fold(gloss(NOTICE)), format="md")
    assert {step.kind for step in done.steps} >= {"gloss", "punctuation"}
    assert sorted(calls) == ["clean", "diagnose", "remove", "strip", "widen"]
