"""What short texts are looked at with, so that long patterns need not be compiled, finds exactly what the patterns find."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter

import pytest

from zlcli.layout import advertising, chrome
from zlcli.model.bigrams import score
from zlcli.model.characters import HAN, is_han
from zlcli.repair import folded, gloss_forms, glosses, plain, suspicion
from zlcli.script import identify, protect, region

_ALL = list(map(chr, range(0x110000)))
_CJK = rf"{HAN}\u2460-\u2473\u3000-\u303f\uff01-\uff60\u2014\u2018\u2019\u201c\u201d\u2026"
_MIXED = "好区，。“é…ā,:;?!()()( .\"'%\n\r ax1かЯ·—ìū（）.."
_ADDRESSES = "/\\@.:-_~ab1文件夾，。 \n#wC看(）?=&%"
_STRUCTURES = "`~<>\\-{}]([)/\n a1文，。"
_SIGNS = "·é§€ЯжЖ─@az©“—…好  Γ\uf8ff1"


def texts(alphabet: str, longest: int, count: int = 6000) -> list[str]:
    chosen = random.Random(8)  # noqa: S311  (the same texts each time)
    return ["".join(chosen.choices(alphabet, k=chosen.randint(1, longest))) for _ in range(count)]


def test_the_functions_for_single_characters_are_the_classes() -> None:
    han, cjk = re.compile(f"[{HAN}]"), re.compile(f"[{_CJK}]")
    assert [char for char in _ALL if is_han(char)] == list(filter(han.match, _ALL))
    assert [char for char in _ALL if folded.is_cjk(char)] == list(filter(cjk.match, _ALL))
    assert not is_han("")
    assert not folded.is_cjk("")


def test_evidence_of_punctuation_is_counted_as_with_the_classes() -> None:
    tight = re.compile(rf"[{_CJK}](?:[,:;?!](?=[^\s,:;?!]|[^\S\r\n]*\r|\s*$)|\([^()\n]*[{_CJK}])", re.MULTILINE)
    gloss = re.compile(gloss_forms.BRACKETED.pattern.replace(r"([^\x00-\x7f])", f"([{HAN}])", 1))
    for text in texts(_MIXED, 24):
        assert folded._count_tight(text) == len(tight.findall(text)), text
        assert glosses.bare(text) == gloss.sub(r"\1", text), text


def test_no_sign_of_single_byte_mojibake_is_passed_over() -> None:
    found = [text for text in texts(_SIGNS, 9) if any(pattern.search(text) for pattern in suspicion._SINGLE)]
    assert len(found) > 1000
    assert all(suspicion._may_be_single(text) for text in found if suspicion._SIGN.search(text))


@pytest.mark.parametrize("rare", [0.01, 0.5])
def test_one_look_finds_what_two_are_asked_for(rare: float) -> None:
    chosen = random.Random(4)  # noqa: S311  (the same texts each time)
    for _ in range(40):
        odd = "é·—“Ã©αЖ■①\x80\u200b\ue000⻓\U0002f800鐢龘靐\ufb01"
        text = "".join(chosen.choice(odd if chosen.random() < rare else "今天我們，\n學ab ") for _ in range(5000))
        looks = plain._RARE, plain._RARE_BEYOND
        assert plain.is_plain(text) == (not any(look.search(text) for look in looks))
        first = suspicion._SIGN.search(text, 7)
        assert suspicion._first_sign(text, 7) == (first.start() if first else None)


def test_where_uncommon_characters_are_implausible_is_asked_of_each_pair_alike() -> None:
    for text in (text * 300 for text in texts("龘靐鐢ㄦ埛好的A\n。", 30, 60)):
        pattern = suspicion._strange()[1]
        found = [
            place.span()
            for place in pattern.finditer(text)
            if score(place[0]) >= 10 * len(place[0]) and suspicion._is_strange(text, *place.span())
        ]
        assert [place.span() for place in suspicion._implausible(text, text, pattern.finditer(text))] == found


def test_addresses_are_those_of_the_whole_line() -> None:
    for text in texts(_ADDRESSES, 60, 3000):
        pieces = {
            match.span()
            for line in re.finditer(r"[^\n]+", text)
            if protect._PLACE.search(text, *line.span())
            for match in protect._ADDRESS.finditer(text, *line.span())
        }
        found = {match.span() for match in protect._addresses(text)}
        assert found <= pieces
        assert {span for span in pieces if protect._HAN.search(text, *span)} == {
            span for span in found if protect._HAN.search(text, *span)
        }, text


def test_structures_are_those_that_the_pattern_finds() -> None:
    for text in [*texts(_STRUCTURES, 60, 3000), *(text + "字" * 2000 for text in texts(_STRUCTURES, 20, 1000))]:
        assert [match.span() for match in protect._marked(text)] == [match.span() for match in protect._MARKED.finditer(text)]


def test_chrome_holds_one_of_its_signs() -> None:
    lines = [
        *("$(x);", "var a = 1", "function f()", "window.x", "<br>", "-->", "a {", "color: red;", "});"),
        *(
            "当前位置:首页>新闻",
            "首页 | 新闻 | 财经",
            "法规网 >> 地方法规",
            "责任编辑:张三",
            "责编 李四",
            "下一篇:某文",
            "上一页:无",
        ),
        *("版权所有 某局", "powered by x", "京icp备1号", "京公网安备1号", "网站标识码1", "温馨提示:请按x键x", "按左键返回"),
        *("本帖最后由a于2011-01-01编辑", "下载地址:点击下载", "本文链接:x", "转载请注明出处:x"),
    ]
    for line in lines:
        if chrome._LEFTOVER.fullmatch(line):
            assert chrome._CODE.search(line), line
        if chrome._LABELLED.fullmatch(line):
            assert chrome._LABELS.search(line), line
    for sign, words in advertising._PRAISE.items():
        for word in re.split(r"\|(?![^(]*\))", words):
            assert sign in re.sub(r"\(\?:(.*?)[|)].*?(?:\)\)\?|\))", r"\1", word).replace("?", ""), word
    for ending in ("com", "net", "org", "cc", "la", "me", "info", "cn", "co", "tv", "xyz", "top", "vip", "io"):
        assert advertising._ADDRESS.search(f"站a1.{ending}")
        assert advertising._SIGN.search(f"站a1.{ending}")


def test_short_and_long_texts_show_their_script_and_region_alike() -> None:
    for short, long in zip(identify.tells(1), identify.tells(1 << 20), strict=True):
        for text in ("後發", "后发", "甲", "", "軟件 軟體"):
            assert bool(short(text)) == bool(long(text)), text
    words = ["".join(words) for words in zip(region._words(), list(region._words())[7:], strict=False)]
    for text in ("資料庫和資料，軟體與網路，網際網路", "甲", "", *texts("".join(region._words()), 40, 500), "".join(words)):
        looked_up, compiled = region._counted(text), Counter(region._all_words().findall(text))
        assert looked_up.most_common() == compiled.most_common()


@pytest.mark.parametrize("alphabet", ["後們发\n\r甲", "後甲\n", "发甲\r\n"])
def test_text_of_one_script_has_the_run_that_its_lines_have(alphabet: str) -> None:
    for text in texts(alphabet, 12, 1000):
        assert list(identify.runs(text)) == list(identify._runs(text)), text


@pytest.mark.parametrize("arguments", [["--version"], ["convert", "nothing-of-that-name"], ["detct"]])
def test_the_program_that_ends_at_once_has_said_all(arguments: list[str]) -> None:
    code = "import atexit, sys; from zlcli.__main__ import main; atexit.register(print, 'slow end'); sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == {"--version": 0, "convert": 3, "detct": 2}[arguments[0]]
    assert done.stdout + done.stderr
    assert "slow end" not in done.stdout
