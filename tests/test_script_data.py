"""What holds for every row of the tables of `zlcli.script`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import opencc
import pytest

from zlcli.model.build import opencc_dictionary
from zlcli.script import build_phrases, lexicon
from zlcli.script.engine import engine

# Characters that our phrases choose between where OpenCC does not: in some words, and variants wherever they stand.
IN_WORDS = str.maketrans(
    "著沈藉甚覆么锺瞭祇夥座份彊珮跼畬飏薰搆徵榘乾𫉄铇昇", "着沉借什复幺钟了只伙坐分强佩局畲扬熏够征矩干薯刨升"
)
OWN_CHOICES = {ord(hant): hans for hant, hans in lexicon.to_hans().items() if len(hant) == 1} | IN_WORDS


def boundaries(stage: str) -> dict[str, str]:
    rows = Path(lexicon.boundaries_file(stage)).read_text("utf-8").splitlines()
    pairs = (row.partition("\t") for row in rows)
    return {words: written for words, _, written in pairs}


def test_every_phrase_into_simplified_only_concerns_its_own_character() -> None:
    plain = opencc.OpenCC("t2s")
    for hant, hans in lexicon.to_hans().items():
        converted = plain.convert(hant).translate(OWN_CHOICES)
        assert converted == hans.translate(OWN_CHOICES)


def test_every_phrase_into_traditional_is_the_same_word() -> None:
    plain = opencc.OpenCC("t2s")
    for hans, hant in lexicon.to_hant().items():
        assert plain.convert(hant).replace("覆", "复") == plain.convert(hans).replace("覆", "复")
        assert "{" not in hans + hant  # the name of a list that is not there


def test_phrases_are_sorted_and_each_group_has_a_reason() -> None:
    for name in ("to_hans.tsv", "to_hant.tsv"):
        text = files("zlcli.script").joinpath("data").joinpath(name).read_text("utf-8")
        for group in text.split("\n\n")[1:]:
            reason, *rows = group.strip().split("\n")
            assert reason.startswith("# ")
            keys = [row.split("\t")[0] for row in rows if not row.startswith(("#", "@"))]
            assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("stage", [*lexicon.OWN, *lexicon.REGIONAL])
def test_the_phrases_that_opencc_reads_are_those_of_the_lists(stage: str) -> None:
    told = "run python -m zlcli.script.build_phrases"
    assert Path(lexicon.phrases_file(stage)).read_text("utf-8") == build_phrases.table(stage), told
    phrases = build_phrases.phrases(stage)
    # OpenCC takes what stands before a tab for the phrase, and of several results between spaces the first.
    spaced = {phrase for phrase, written in phrases.items() if any(char.isspace() for char in phrase + written)}
    assert spaced == (phrases.keys() & lexicon.BLANK_ENDS.keys())


@pytest.mark.parametrize(("stage", "config"), [("STPhrases", "s2t"), ("TWPhrases", "s2twp"), ("TSPhrases", "t2s")])
def test_every_pair_of_words_comes_out_as_the_words_do_apart(stage: str, config: str) -> None:
    spell = opencc.OpenCC("t2s").convert if config == "s2twp" else str
    regional = opencc.OpenCC("t2tw").convert if config == "s2twp" else str
    pairs = boundaries(stage)
    assert pairs
    for words, written in pairs.items():
        assert engine(config)(spell(words)) == regional(written)


def test_opencc_alone_tears_the_pairs() -> None:
    plain = opencc.OpenCC("s2t")
    torn = [words for words, written in boundaries("STPhrases").items() if plain.convert(words) != written]
    # The others keep words whole that the remedy for these would tear.
    assert len(torn) > 0.6 * len(boundaries("STPhrases"))


def test_candidates_begin_with_what_opencc_writes_for_the_character_alone() -> None:
    plain = opencc.OpenCC("s2t")
    for char, values in lexicon.candidates("hant").items():
        assert plain.convert(char) == values[0]


def test_what_converts_without_division_beforehand_is_the_same_as_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "永恒生命与永恒大爱，守恒指标，恒生银行，茂峰与景峰，他在台北的舞台上，一杆枪，黄东梁，白腊烛，台湾的里面，卫星"
    text += "".join(boundaries("STPhrases"))
    for config in ("s2tw", "s2hk"):
        whole = engine.__wrapped__(config)(text)
        with monkeypatch.context() as patched:
            patched.setattr("zlcli.script.engine._WHOLE", ())
            assert engine.__wrapped__(config)(text) == whole


def test_every_spelling_that_is_replaced_is_one_of_opencc() -> None:
    theirs = "\n".join(values[0] for name in build_phrases.TO_HANT for values in opencc_dictionary(name).values())
    ours = build_phrases.to_hant()
    for old, new in lexicon.respelled().items():
        assert old in theirs
        assert len(old) == len(new)
    assert (ours["娘家"], ours["管弦"], ours["攀岩"], ours["起哄"]) == ("娘家", "管弦", "攀岩", "起鬨")
