from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

import pytest

import zlcli
from tests.damage import misread, out_of_step, snippets, windows
from tests.test_cli import run
from zlcli.document import Lost
from zlcli.repair import mojibake, tails
from zlcli.repair.context import Share
from zlcli.repair.tables import encode

TEXT = """# 每天早上他先把窗户打开
# 再给阳台上的花浇水。
print("今天的天气很好")
- **准确性**：表示结果与事实相符的程度。
"""


def mended(text: str, lost: Lost) -> str:
    return zlcli.normalize(text, only=["mojibake", "lost-bytes"], lost=lost).text


def test_what_windows_swallowed_comes_back_by_guessing() -> None:
    damaged = windows(TEXT)
    assert "鍑嗙‘鎬?*锛" in damaged
    assert damaged.count("\n") < TEXT.count("\n")
    assert mended(damaged, "guess") == TEXT


def test_the_last_line_has_an_end_where_others_have() -> None:
    assert mended(windows("他早上出門\n再給花澆水\n"), "guess") == "他早上出門\n再給花澆水\n"
    assert mended("鍑嗙‘鎬?", "guess") == "准确性"


@pytest.mark.parametrize(
    "text",
    [
        'name = "窗户"\nprint("今天的天气很好", file=log)\n',
        "- **打开窗**，再浇花。\n- 先说**准确性**，再说别的。\n",
        '3,"打电话",饭馆在桥边,2026-03-07,"他说今天晚上不回家吃饭"\n4,"去车站",火车晚点,2026-03-08,"接人"\n',
        '{\n  "about": "把窗户打开，再给阳台上的花浇水。",\n  "tags": ["天气", "春天"]\n}\n',
        "我们先去车站买票，**不要忘了钱包**。\n然后一起吃饭。\n",
        "*他早上出门* 去车站。\n再买票。\n",
        "再给花浇水...\n他出门了。\n",
        "他在看《春天的花园里》\n再去车站。\n",
        "// 每天早上先浇水\ntemplate <typename T>\nint x = 1; // 打开窗户\nreturn x;\n",
        "# 再浇水\nmake all\n# 先买票\nfind . -name '*.txt'\n",
        'printf("今天一共浇水: %d\\n", n);\nprintf("明天再说");\n',
        'echo "去车站：$HOME"\necho "他在 $HOME"\n',
        "09:30:11 小李去车站\n09:31:40 小王还在家\n09:32:02 火车晚点\n",
        'ts=12 msg="火车晚点" user=小李 cost=3\nts=13 msg="再等一天" user=小王 cost=4\n',
        "名字,城市,天气,说明\n小李,上海,下雨,每天\n小王,成都,多云,打开窗户\n小张,大理,刮风,再浇水\n",
        "<!--\n  再给花浇水\n-->\n<!-- 窗户 -->\n",
        "问：“今天去不去车站？”\n<p>明天再去。</p>\n<p>先打开窗户。</p>\n",
        '{"a": "每天要浇多少水？", "b": "他们说：不要等！"}\n',
        "第 3 天去车站，一共 12 元。\n第 4 天回家，再说吧。\n",
        "他把查询、购买和等待都说完了\n他已经不再说，到此为止。\n",
        "## 第三章 春天\n\n## 第四章 火车站\n",
        "我们 明天 早上 去 车站 买票\n然后 一起 吃饭\n",
        "[INFO] 小李上车\n[INFO] 小王下车\n[WARN] 车票丢了\n",
        "* **窗户**：打开\n* **钱包**：带上\n",
        "参数:\n    钱包: 打开的钱包\n    车票: 买好的车票\n",
        "a = open('窗户.txt')\nb = open('车票.csv')\n",
        '#. 打开窗户\nmsgid "Open"\nmsgstr "打开"\n',
        "见第 2.3 节 (窗户)\n再见第 2.4 节 (钱包)\n",
        'def f():\n    """打开窗户的 Bot"""\n    return 1\n\n# 再给花浇水\n# 去车站\n',
        '{"a": "年", "b": "打开窗户", "c": "我们再去车站买票"}\n',
        'echo "  -o    浇水的次数（默认为三次）"\necho "去车站（再买票）"\n',
        "再去（见[车站](https://example.com/stations/north/west)）\n然后回家\n",
        '{"a": "【火车站】", "b": "再给花浇水"}\n{"a": "【花园里】", "b": "打开窗户"}\n',
        "有没有车票？\n要不要再浇水？\n",
        "| 名字 | 说明 |\n|---|---|\n| 窗户 | 再打开          |\n| 花园 | 再给花浇水      |\n",
        "再给花浇水\n├── src        # 窗户\n│   ├── api.md\n│   └── faq.md\n└── README.md\n打开窗户的 Bot\n",
        "再给花浇水\n• 买票\n• 上车\n",
        "窗户\t春天\n车站\t花园\n火车站\t打开窗户\n买车票\t再浇水\n明天\t早上\n",
        '{"a": "' + "去车站，" * 20 + '再给花浇水", "b": "' + "去车站，" * 20 + '再给花浇水", "c": 1}\n',
    ],
    ids=[
        "quotes",
        "emphasis",
        "row",
        "sentence",
        "before emphasis",
        "weak emphasis",
        "dots",
        "title",
        "code behind a comment",
        "commands",
        "format",
        "variables",
        "times",
        "pairs",
        "rows none of which is whole",
        "block comment",
        "tags",
        "questions",
        "numbers",
        "two bytes at once",
        "chapters",
        "words apart",
        "levels",
        "emphasis in a list",
        "what is announced",
        "files",
        "catalogue",
        "sections",
        "documentation",
        "ASCII that stands beside itself",
        "brackets",
        "brackets around an address",
        "labels",
        "yes or no",
        "padded cells",
        "a tree of files",
        "bullets",
        "pairs by tabs",
        "a long line",
    ],
)
def test_what_stands_on_both_sides_settles_a_loss(text: str) -> None:
    assert mended(windows(text), "guess") == text


def test_without_guessing_nothing_wrong_is_put_in() -> None:
    marked = mended(windows(TEXT), "mark")
    assert "\ufffd" in marked
    assert "?" not in marked
    rest = iter(TEXT)
    # What is not a mark stands in the text, in this order.
    assert all(char in rest for char in marked.replace("\ufffd", ""))


def test_failing_is_an_option() -> None:
    with pytest.raises(zlcli.LostBytesError, match=r"line \d: .* --lost mark"):
        mended(windows(TEXT), "fail")


@pytest.mark.parametrize("mark", ["", "\ufffd"], ids=["dropped", "U+FFFD"])
@pytest.mark.parametrize("wrong", ["cp1252", "gbk"])
def test_bytes_that_python_drops_or_marks(wrong: str, mark: str) -> None:
    text = "他把窗户打开了，再给阳台上的花浇水。"
    damaged = text.encode().decode(wrong, "replace").replace("\ufffd", mark)
    assert damaged.encode(wrong, "ignore") != text.encode()
    assert mended(damaged, "guess") == text


def test_lines_that_end_in_two_characters_lose_the_first() -> None:
    text = TEXT.replace("\n", "\r\n")
    damaged = windows(text)
    assert "?\n" in damaged
    assert mended(damaged, "guess") == text


def test_lines_that_lost_their_ends_get_those_of_the_others() -> None:
    damaged = windows(TEXT)
    assert mended(damaged.replace("\n", "\r\n"), "guess") == TEXT.replace("\n", "\r\n")


def test_which_digit_was_swallowed_nobody_knows() -> None:
    text = "3月7日他去车站，5月4日再回家。"
    damaged = windows(text)
    assert "4" not in damaged or "7" not in damaged
    assert all(a in (b, "\ufffd") for a, b in zip(mended(damaged, "guess"), text, strict=True))


def test_a_space_before_a_latin_word_may_be_a_line_end() -> None:
    marked = mended(windows("他在窗边看 Linux 手册\n再给花浇水\n"), "mark")
    assert marked.splitlines()[0].endswith("Linux 手册")
    assert "看 Linux" not in marked


def test_a_guess_is_told_with_its_runner_up() -> None:
    result = zlcli.repair(windows("# 我想去一个\n# 没有人的地方。\n"), lost="guess")
    step = next(step for step in result.steps if step.kind == "lost-bytes")
    assert step.count >= 2
    assert any(change.runner_up for change in step.examples)


def test_marked_text_is_left_by_a_second_run() -> None:
    once = mended(windows(TEXT), "mark")
    assert mended(once, "mark") == once
    assert mended(once, "guess") == once


def test_only_lost_bytes_leaves_the_rest() -> None:
    damaged = windows("用户\n") + windows("再给花浇水*\n")
    assert zlcli.normalize(damaged, only=["lost-bytes"], lost="guess").text.startswith("鐢ㄦ埛\n再给花浇水")
    assert zlcli.normalize(damaged, skip=["lost-bytes"]).text == "用户\n再给花浇姘?\n"


@pytest.mark.parametrize(
    "text", ["真的吗？是吗?不会吧???", "价格?100", "他说\ufffd\ufffd不见了", "¿Qué? ¡Sí!", "L'été?«déjà»?"]
)
def test_question_marks_of_sound_text_stay(text: str) -> None:
    assert mended(text, "guess") == text


def test_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(windows(TEXT), "utf-8")
    assert run("repair", "--lost", "guess", path).stdout.decode() == TEXT
    assert "\ufffd" in run("repair", path).stdout.decode()
    refused = run("repair", "--lost", "fail", path)
    assert refused.returncode == 3
    assert b"line " in refused.stderr
    told = run("repair", "--lost", "guess", "--explain", "--check", path).stderr.decode()
    assert "UTF-8 read as GBK" in told
    record = json.loads(run("repair", "--json", path).stdout)
    assert record["steps"][0]["examples"][0]["chain"] == [["utf-8", "cp936"]]


def test_a_part_of_sound_text_that_lost_bytes() -> None:
    assert mended("他说，鍑嗙‘鎬?锛很重要。", "guess")[:6] == "他说，准确性"
    marked = zlcli.normalize("他说，鍑嗙‘鎬?锛很重要。", lost="mark")
    assert marked.text == "他说，准确性\ufffd很重要。"
    assert {step.kind for step in marked.steps} == {"mojibake", "lost-bytes"}


def test_what_the_rest_of_the_document_says() -> None:
    alone = windows("和 CW 一样\n")
    assert mended(alone, "guess") == alone
    assert mended(windows(TEXT + "和 CW 一样\n"), "guess").splitlines()[-1] == "和 CW 一样"


def test_words_that_stand_whole_elsewhere() -> None:
    line = "请把这一份文件交给孙垚 (chair)\n"
    damaged = windows(line)
    assert "?" in damaged
    assert "孙垚" not in mended(damaged, "guess")
    assert mended(f"孙垚是组长，孙垚在开会。\n{damaged}", "guess").splitlines()[-1] == line.rstrip()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("、（一）、", "cp936"), ("每天早上他先把窗户打开。", "cp936"), ("今天天氣很好", "cp950")],
)
def test_a_run_that_is_one_byte_out_of_step(text: str, encoding: str) -> None:
    damaged = out_of_step(text, encoding)
    result = zlcli.repair(f"第一行。\n{damaged}\n")
    assert result.text == f"第一行。\n\ufffd{text[1:-1]}\ufffd\n"
    assert {step.kind: step.count for step in result.steps} == {"mojibake": 1, "lost-bytes": 2}
    assert "错位" in result.steps[0].examples[0].rule
    assert zlcli.repair(result.text).text == result.text


@pytest.mark.parametrize("text", ["?│名称│用途│", "吗?饕餮耄耋龃龉", "?載芟載柞，其耕澤澤。", "?Αλφάβητο", "?ㄅㄆㄇㄈㄉ"])
def test_rare_words_behind_a_question_mark_stay(text: str) -> None:
    assert mended(text, "guess") == text


@pytest.mark.parametrize(
    "text",
    [
        '"鐢ㄦ埛" 应为 "用户"',
        "鐢ㄦ埛 -> 用户",
        "把 鏂囦欢 改成 文件",
        "| 鐧诲綍 | 登录 |",
        "鍑嗙‘鎬?（准确性）",
        "閿欒 = 错误？",
        "绯荤粺=系统",
    ],
)
def test_what_stands_beside_its_right_text_stays(text: str) -> None:
    assert mended(text, "guess") == text
    assert mended(text, "mark") == text


def test_every_guess_is_told_with_its_runner_up(tmp_path: Path) -> None:
    text = "".join(
        f"# {phrase}（第{i}行）\n" for i, phrase in enumerate(["再给花浇水", "他在窗边看 Linux 手册", "每天早上"] * 16)
    )
    damaged = windows(text)
    path = tmp_path / "a.txt"
    path.write_text(damaged, "utf-8")
    step = next(step for step in zlcli.repair(damaged, lost="guess").steps if step.kind == "lost-bytes")
    guesses = [change for change in step.examples if change.runner_up]
    assert len(guesses) > 12
    told = run("repair", "--lost", "guess", "--explain", "--check", path).stderr.decode()
    assert told.count("(or ") == len(guesses)


def test_each_span_can_be_replayed_from_the_record(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("".join(f"{i} 鐢ㄦ埛\n{i} ÖÐÎÄ\n" for i in range(20)), "utf-8")
    (step,) = json.loads(run("repair", "--json", path).stdout)["steps"]
    assert step["count"] == len(step["examples"]) == 40
    for change in step["examples"]:
        text = change["before"]
        for right, wrong in change["chain"]:
            text = (encode(text, wrong) or b"").decode(right)
        assert text == change["after"]
        assert text.endswith(("用户", "中文"))
    assert run("repair", "--explain", "--check", path).stderr.decode().count(" read as ") == 12


def test_pieces_that_lost_bytes_are_a_habit_whatever_the_others_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a table most cells are signs that no reading makes better."""
    monkeypatch.setattr(mojibake, "share", lambda *_: Share(possible=100, better=0))
    lines = (
        "用户可以在这里修改文件的内容 ok\n管理员需要检查系统的设置，然后保存 ok\n数据库的连接已经断开了，请稍后再试 ok\n" * 2
    )
    assert [chain[0].wrong for chain in mojibake.diagnose(windows(lines)).chains] == ["cp936"]


def private_use_gone(text: str) -> str:
    return re.sub("[\ue000-\uf8ff]", "", windows(text))


@pytest.mark.parametrize(
    "text",
    [
        "所有消息都要先经过后台的审核，再发送给客户端。",
        "数据库中的记录无法正常显示，请检查系统设置。",
        "問題可能出在網路設定，請重新啟動程式。",
    ],
)
def test_pairs_that_were_stripped_come_back_with_the_line(text: str) -> None:
    damaged = private_use_gone(text)
    assert len(damaged) < len(windows(text))
    assert mended(damaged, "guess") == text
    marked = mended(damaged, "mark")
    rest = iter(text)
    assert all(char in rest for char in marked.replace("\ufffd", ""))


def test_pairs_that_became_a_mark_come_back() -> None:
    """As Java reads them: of 80 a mark of its own, of a pair without a character one for both bytes."""
    damaged = re.sub("[\ue000-\uf8ff€]", "\ufffd", windows("每一个人都要把窗户打开再浇水"))
    assert damaged.count("\ufffd") > 2
    assert mended(damaged, "guess") == "每一个人都要把窗户打开再浇水"


def test_what_nothing_explains_is_marked_and_the_rest_restored() -> None:
    damaged = windows("用户可以修改文件，管理员再检查设置")
    assert mended(f"{damaged[:12]}啊{damaged[12:]}", "guess").count("\ufffd") == 1


@pytest.mark.parametrize("text", ["核心", "加载", "你的文件已删除", "## 核心结论和加载速度"])
def test_a_space_may_be_the_last_of_a_no_break_space(text: str) -> None:
    damaged = misread(text, "utf-8", "cp1252").replace("\xa0", " ")
    assert " " in damaged
    assert mended(damaged, "guess") == text


def test_a_row_of_a_table_in_csv_keeps_its_fields() -> None:
    assert mended(windows("编号,姓名,城市,date\n1,张三,北京市,2026\n"), "guess").count(",") == 6


def test_before_a_line_end_that_is_there_no_other_one_was_lost() -> None:
    text = "/**\n * 把窗户打开。\n * 再给阳台上的花浇水。\n */\n"
    damaged = windows(text.replace("\n", "\r\n")).replace("\r", "")
    assert "?\n" in damaged
    assert mended(damaged, "guess") == text


def test_a_table_drawn_with_frames_comes_back() -> None:
    text = "│窗户│打开│\n├────┼────────────────────────────────┤\n│阳台│浇花│\n"
    assert mended(windows(text), "guess") == text


def test_a_form_that_repeats_itself_says_what_was_swallowed() -> None:
    text = "".join(
        f"[10:0{n}] 客人{event} id={n}7\n" for n, event in enumerate(("已到车站", "打开窗户", "又出门了", "不回家吃饭"))
    )
    damaged = windows(text)
    assert "? id=" not in damaged
    assert "?id=" in damaged
    assert mended(damaged, "guess") == text


@pytest.mark.parametrize("separator", ["\t", "|", ";"])
def test_rows_have_as_many_fields_as_others(separator: str) -> None:
    rows = [["他出门", "车站", "3.5", "买票"], ["春天", "花园", "4.2", "打开窗户"], ["天气", "很好", "1.9", "浇水"]]
    text = "".join(f"{separator.join(row)}\n" for row in rows)
    damaged = windows(text)
    assert damaged.count(separator) < text.count(separator)
    assert mended(damaged, "guess").count(separator) == text.count(separator)


def test_of_snippets_most_lines_come_back_as_they_were() -> None:
    damaged: list[str] = []
    back: list[str] = []
    for text in chain.from_iterable(snippets().values()):
        there, after = windows(text).splitlines(), mended(windows(text), "guess").splitlines()
        lost = [line for line in text.splitlines() if not line.isascii() and line not in there and _is_lossy(line)]
        damaged += lost
        back += [line for line in lost if line in after]
    assert len(damaged) > 600
    assert len(back) >= 0.82 * len(damaged)


def _is_lossy(line: str) -> bool:
    return "?" in windows(f"{line}\n")


def test_what_two_rules_deny_between_them_is_certain_of_nothing() -> None:
    # A frame's side that only a line end can follow, where another rule says that none does.
    assert tails._best({"\n": 0.0}) == ("\n", 0.0, "")
    assert tails._best({"\n": 0.0, " ": 2.0}) == (" ", 1.0, "\n")
