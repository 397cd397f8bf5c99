"""Markdown in, Markdown out: the same document to any parser, whatever is repaired inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import zlcli

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FRONT = "---\ntitle: 渡口, 一個: 故事\ntags: [河, 船]\ndate: 2020-01-02 \n---\n"
DOCUMENT = f"""{FRONT}
# 渡口

這是一段*正文*,有**粗體**、`code, x:y` 和[連結](https://example.org/a,b "標題")。
行末兩個空格{"  "}
下一行\\
再下一行

* 星號項目
* 第二項

  第二項的第二段

    1) 有序
    2) 嵌套

- [ ] 任務
+ 加號

> 引用
> > 嵌套引用
接着引用

| 名稱 | 數量 |
|:-----|-----:|
| 船 \\| 舟 | 1 |

```python
print("漢字,(x)")   # 註解

```

    縮進的代碼 (a, b)

標題二
------

<div align="center">

中文 <b>標籤</b> &amp; &nbsp; 實體

</div>

![圖片](a.png) \\*不是強調\\* 1\\. 不是列表

***

[連結]: https://example.org/(x) "名"
[^1]: 註腳
"""


def tree(text: str) -> list[tuple[object, ...]]:
    """The tokens of ``text`` with all that tells one document from another."""
    found: list[tuple[object, ...]] = []
    for token in PARSER.parse(text):
        for part in (token, *(token.children or ())):
            content = part.content if not part.children else ""
            found.append((part.type, part.tag, part.nesting, part.level, part.info, content, str(part.attrs), part.hidden))
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("form", ["md", "text"])
def test_healthy_markdown_is_returned_as_it_is(form: str, ends: str) -> None:
    document = DOCUMENT.replace(",有", "，有").replace("\n", ends)
    assert zlcli.normalize(document, format="md" if form == "md" else "text").text == document


def test_what_changes_changes_only_characters() -> None:
    result = zlcli.normalize(DOCUMENT, format="md", to="hans").text
    kinds = [(kind, tag, nesting, level, hidden) for kind, tag, nesting, level, _, _, _, hidden in tree(DOCUMENT)]
    assert [(kind, tag, nesting, level, hidden) for kind, tag, nesting, level, _, _, _, hidden in tree(result)] == kinds
    assert "一段*正文*" in result
    code = [token.content for token in PARSER.parse(DOCUMENT) if token.type in ("fence", "code_block")]
    assert [token.content for token in PARSER.parse(result) if token.type == "fence"] == code[:1]


def test_front_matter_is_kept_byte_for_byte() -> None:
    folded = DOCUMENT.replace("，", ",") + "\n河岸的工程,从三月开始,一直做到七月。完成了(一期),如下:好。\n" * 20
    result = zlcli.normalize(folded, format="md").text
    assert result.startswith(FRONT)
    assert "（一期）" in result
    crlf = FRONT.replace("\n", "\r\n")
    assert zlcli.normalize(crlf + folded.removeprefix(FRONT), format="text").text.startswith(crlf)


def test_of_front_matter_only_the_script_is_converted() -> None:
    result = zlcli.normalize(DOCUMENT, format="md", to="hans").text
    assert result.startswith(FRONT.replace("個", "个"))


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "documents").glob("*.md")), ids=lambda path: path.stem)
def test_the_output_for_every_document_is_equivalent_to_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tree(zlcli.normalize(text, format="md").text) == tree(text)
