"""A long document is converted in a thread while its next part is got ready: nothing else may differ."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from zlcli.document import Block, Conversion, Ledger
from zlcli.script import ahead, convert, native
from zlcli.script.engine import engine

SENTENCE = "這條河從東邊的山裡流出來，到了鎮上就慢下來；後來有人說頭髮和發展是兩回事。"


def test_results_come_in_order_from_another_thread() -> None:
    made = list(ahead.ahead(lambda item: (item, threading.current_thread()), range(20)))
    assert [item for item, _ in made] == list(range(20))
    assert {thread for _, thread in made} != {threading.current_thread()}


def test_what_the_work_raises_is_raised_and_the_thread_ends() -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        list(ahead.ahead(lambda item: 1 // item, [3, 2, 1, 0, 1, 2]))
    assert threading.active_count() == before


def test_what_the_items_raise_is_raised_and_the_thread_ends() -> None:
    def items() -> Iterator[int]:
        yield from (1, 2, 3, 4)
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        list(ahead.ahead(str, items()))
    assert threading.active_count() == before


def test_the_thread_ends_with_a_reader_that_stops() -> None:
    before = threading.active_count()
    results = ahead.ahead(str, range(10**9))
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


def _converted(text: str) -> tuple[str, Ledger]:
    ledger = Ledger()
    blocks = [Block("paragraph", text[at : at + 50_000]) for at in range(0, len(text), 50_000)]
    after = convert.convert_blocks(blocks, Conversion("hans"), ledger, script="hant")
    return "".join(block.text for block in after), ledger


@pytest.mark.parametrize("odd", ["", "\x00", "\ud800", "简体的一行。\n", "`漢字` /路徑/檔案.txt <b>"])
def test_a_long_document_is_converted_as_a_short_one(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (SENTENCE * 9 + "\n") * 800 + odd + (SENTENCE * 9 + "\n") * 2500
    assert len(text) > convert._LONG + 2 * convert._FAR
    long, ledger = _converted(text)
    monkeypatch.setattr(convert, "_LONG", 1 << 60)
    short, other = _converted(text)
    assert long == short
    assert ledger.steps() == other.steps()


def test_both_interfaces_of_opencc_convert_alike() -> None:
    text = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, 0x30000)]))
    assert engine("t2s", native=True)(text) == engine("t2s")(text)
    assert engine("s2twp", native=True)(text) == engine("s2twp")(text)


def test_the_c_interface_can_be_had() -> None:
    assert native.opened("no such configuration") is None
