"""What loses bytes in practice, of a few lines each: comments, data, logs, pages, in several forms, made of running text."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from tests.bench.snippets import source

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
# Values that a column, a key or a form of a log takes again and again.
_VALUES = 3


class Pen:
    """Writes the Chinese of one document: whole runs of Han characters out of running text."""

    def __init__(self, chance: random.Random, runs: dict[int, list[str]]) -> None:
        self.chance, self._runs = chance, runs
        self._values: defaultdict[object, list[str]] = defaultdict(list)

    def run(self, length: int) -> str:
        """Return a run of about so many characters."""
        sizes = [size for size in range(length - length // 4, length + length // 4 + 1) if size in self._runs]
        return self.chance.choice(self._runs[self.chance.choice(sizes)])

    def value(self, column: object, length: int) -> str:
        """Return one of a few runs that stand in the ``column`` again and again."""
        values = self._values[column]
        if len(values) < _VALUES:
            values.append(self.run(length))
        return self.chance.choice(values)

    def number(self, most: int = 9999) -> int:
        """Return a number."""
        return self.chance.randrange(1, most)


Form = Callable[[Pen], str]


def _python(pen: Pen) -> str:
    return (
        f"def load(path):\n    # {pen.run(8)}。\n    # {pen.run(14)}\n    data = open(path)  # {pen.run(5)}\n"
        f'    raise ValueError("{pen.run(7)}")\n'
    )


def _c(pen: Pen) -> str:
    return (
        f"// {pen.run(6)}\nint limit = {pen.number()}; // {pen.run(5)}\n\n"
        f"if (n > limit) {{\n    // {pen.run(12)}，{pen.run(7)}\n"
        f'    printf("{pen.run(6)}: %d\\n", n);\n}}\n'
    )


def _shell(pen: Pen) -> str:
    return f'#!/bin/sh\n# {pen.run(9)}：{pen.run(5)}\nset -e\necho "{pen.run(6)}..."\ncp -r a b   # {pen.run(4)} (b)\nexit 0\n'


def _sql(pen: Pen) -> str:
    return (
        f"-- {pen.run(7)}\nCREATE TABLE t (\n  id INT COMMENT '{pen.run(3)}',\n  name VARCHAR(20) COMMENT '{pen.run(5)}'\n"
        f") COMMENT='{pen.run(6)}';\n"
    )


def _javadoc(pen: Pen) -> str:
    return f"/**\n * {pen.run(9)}。\n * {pen.run(16)}：{pen.run(4)}，{pen.run(6)}。\n * @param name {pen.run(4)}\n */\n"


def _docstring(pen: Pen) -> str:
    return (
        f'class Job:\n    """{pen.run(8)}。\n\n    {pen.run(15)}，{pen.run(9)}\n    :param size: {pen.run(5)}\n'
        f'    :return: {pen.run(4)}\n    """\n'
    )


def _html_comment(pen: Pen) -> str:
    return f'<!-- {pen.run(7)} -->\n<div class="box">{pen.run(5)}</div>\n<!--\n  {pen.run(12)}；\n  {pen.run(6)}\n-->\n'


def _banner(pen: Pen) -> str:
    return (
        f"/* ==== {pen.run(4)} ==== */\n/* {pen.run(9)}\n   {pen.run(13)}。 */\n#define MAX {pen.number()} /* {pen.run(3)} */\n"
    )


def _object(pen: Pen) -> str:
    return f'{{\n  "name": "{pen.run(4)}",\n  "about": "{pen.run(13)}。",\n  "tags": ["{pen.run(2)}", "{pen.run(3)}"]\n}}\n'


def _records(pen: Pen) -> str:
    first, second = pen.run(2), pen.run(4)
    rows = (
        f'  {{"{first}": {pen.number()}, "{second}": "{pen.value("kind", 3)}", "note": "{pen.run(8)}"}}'
        for _ in range(pen.number(4))
    )
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _messages(pen: Pen) -> str:
    rows = (f'  "page.item{n}": "{pen.run(3 + 2 * n)}{("", "！", "...")[n % 3]}"' for n in range(1, 5))
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _json_lines(pen: Pen) -> str:
    return "".join(f'{{"level":"info","msg":"{pen.run(7)}","user":"{pen.value("user", 3)}"}}\n' for _ in range(3))


def _quoted_rows(pen: Pen) -> str:
    rows = (f'{n},"{pen.run(3)}",{pen.run(5)},2026-03-{n:02},"{pen.run(8)}"\n' for n in range(1, 4))
    return f"id,{pen.run(2)},{pen.run(3)},date,{pen.run(2)}\n" + "".join(rows)


def _plain_rows(pen: Pen) -> str:
    rows = (f"{n},{pen.run(3)},{pen.value('town', 3)},{pen.value('state', 2)},{pen.number()}\n" for n in range(1, 7))
    return f"{pen.run(2)},{pen.run(2)},{pen.run(2)},{pen.run(2)},{pen.run(2)}\n" + "".join(rows)


def _tabs(pen: Pen) -> str:
    rows = (f"{pen.run(3)}\t{pen.value('kind', 2)}\t{pen.number() / 100}\t{pen.run(7)}\n" for _ in range(4))
    return f"{pen.run(2)}\t{pen.run(2)}\tprice\t{pen.run(2)}\n" + "".join(rows)


def _all_quoted(pen: Pen) -> str:
    rows = (f'"{pen.number()}","{pen.value("a", 4)}","{pen.run(10)}，{pen.run(6)}","{pen.value("b", 2)}"\n' for _ in range(4))
    return "".join(rows)


def _worker_log(pen: Pen) -> str:
    return "".join(
        f"2026-03-{n:02} 10:4{n}:07 {level} [worker-{n}] {pen.run(6 + 3 * n)}: code={n}\n"
        for n, level in enumerate(("INFO", "WARN", "ERROR"), 1)
    )


def _repeated_log(pen: Pen) -> str:
    return "".join(f"[10:{n:02}:31] {pen.value('event', 6)} id={pen.number()} {pen.value('state', 2)}\n" for n in range(6))


def _system_log(pen: Pen) -> str:
    return "".join(f"Mar  {n} 07:12:0{n} host app[{pen.number()}]: {pen.run(9)} ({pen.run(4)})\n" for n in range(1, 5))


def _key_value_log(pen: Pen) -> str:
    return "".join(
        f'ts={pen.number()} level=warn msg="{pen.run(8)}" user={pen.value("user", 3)} cost={pen.number()}ms\n' for _ in range(4)
    )


def _trace(pen: Pen) -> str:
    return (
        f'{pen.run(6)}！\nTraceback (most recent call last):\n  File "a.py", line {pen.number()}\n'
        f"ValueError: {pen.run(7)}, {pen.run(5)}: None\n{pen.run(8)}...\n"
    )


def _list_page(pen: Pen) -> str:
    return (
        f"## {pen.run(5)}\n\n- **{pen.run(4)}**：{pen.run(12)}。\n- **{pen.run(3)}**, `{pen.run(2)}`\n\n"
        f"{pen.run(18)}，**{pen.run(5)}**。\n"
    )


def _table_page(pen: Pen) -> str:
    rows = (f"| {pen.run(3)} | {pen.value('kind', 2)} | {pen.run(9)} |\n" for _ in range(3))
    return f"# {pen.run(4)} API\n\n| {pen.run(2)} | {pen.run(2)} | {pen.run(2)} |\n|---|---|---|\n" + "".join(rows)


def _steps_page(pen: Pen) -> str:
    return (
        f"### 1. {pen.run(4)}\n1. {pen.run(8)}\n2. {pen.run(11)} `npm run build` {pen.run(3)}\n3. [{pen.run(5)}](docs/a.md)\n\n"
        f"> {pen.run(14)}\n\n```bash\n# {pen.run(6)}\nmake all\n```\n"
    )


def _bold_page(pen: Pen) -> str:
    return (
        f"# {pen.run(6)}\n\n*{pen.run(7)}* {pen.run(5)}\n\n* {pen.run(9)} (v1.{pen.number(9)})\n"
        f"* __{pen.run(3)}__ - {pen.run(10)}\n"
        f"  * {pen.run(6)}\n\n{pen.run(15)}。{pen.run(12)}\n"
    )


def _prose(pen: Pen) -> str:
    return f"{pen.run(12)}，{pen.run(15)}。\n{pen.run(20)}；{pen.run(9)}。\n“{pen.run(7)}”\n"


def _ascii_prose(pen: Pen) -> str:
    return f"{pen.run(12)}, {pen.run(9)}.\n{pen.run(14)}; {pen.run(6)}!\n{pen.run(8)} {pen.run(10)}\n"


def _yaml(pen: Pen) -> str:
    return (
        f"# {pen.run(7)}\nserver:\n  port: {pen.number()}  # {pen.run(4)}\n  title: {pen.run(5)}\n  desc: '{pen.run(8)}'\n"
        f"items:\n  - {pen.value('item', 3)}\n  - {pen.run(4)}\n"
    )


def _properties(pen: Pen) -> str:
    return f"; {pen.run(8)}\n[main]\ntitle={pen.run(6)}\nhint = {pen.run(11)}。\nopen={pen.run(2)}\nclose={pen.run(2)}\n"


def _html(pen: Pen) -> str:
    return (
        f"<h1>{pen.run(5)}</h1>\n<p>{pen.run(14)}。<b>{pen.run(3)}</b>{pen.run(6)}</p>\n<ul>\n  <li>{pen.run(4)}</li>\n"
        f'  <li title="{pen.run(3)}">{pen.run(7)}</li>\n</ul>\n<a href="a.html">{pen.run(4)}</a>\n'
    )


CONTENTS: dict[str, tuple[Form, ...]] = {
    "comments": (_python, _c, _shell, _sql),
    "block": (_javadoc, _docstring, _html_comment, _banner),
    "JSON": (_object, _records, _messages, _json_lines),
    "CSV": (_quoted_rows, _plain_rows, _tabs, _all_quoted),
    "log": (_worker_log, _repeated_log, _system_log, _key_value_log, _trace),
    "Markdown": (_list_page, _table_page, _steps_page, _bold_page),
    "settings, HTML": (_yaml, _properties, _html),
    "prose": (_prose, _ascii_prose),
}


def documents(content: str, count: int, text: str = "") -> list[str]:
    """Return ``count`` documents with such a ``content``, in all its forms by turns, half of them in each script.

    They are made of the running text of `source`, or that which is called ``text`` there.
    """
    chance = random.Random(f"{content} {text}")  # noqa: S311  (the same documents in every run)
    forms = CONTENTS[content]
    scripts = (f"{text}hant", f"{text}hans")
    return [forms[number // 2 % len(forms)](Pen(chance, _runs(scripts[number % 2]))) for number in range(count)]


@cache
def _runs(script: str) -> dict[int, list[str]]:
    """Whole runs of Han characters by their length, as they stand between punctuation and ASCII."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for run in _RUN.findall(source(script)):
        found[len(run)].append(run)
    return found
