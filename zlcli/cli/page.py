"""One self-contained page of HTML on an archive. Names and text are data: all is escaped, and the page may load nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from zlcli.cli import text
from zlcli.cli.survey import Entry, Excerpt, Survey
from zlcli.cli.text import _, show

_STYLE = """
:root{--line:#ccd;--bar:#4a76b8}*{box-sizing:border-box}
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2rem auto;max-width:70rem;
padding:0 1rem;color:#223}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:2rem}
dl.bars{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .75rem;margin:0}dl.bars dd{margin:0}
.bar{display:inline-block;height:.9em;background:var(--bar);min-width:2px;vertical-align:middle;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
.track{display:inline-block;width:70%;margin-right:.5em}
details{border-top:1px solid var(--line);padding:.4rem 0}summary{cursor:pointer;overflow-wrap:anywhere}summary span{color:#667}
table{border-collapse:collapse;width:100%;table-layout:fixed}td,th{border:1px solid var(--line);padding:.3rem .5rem;
text-align:left;vertical-align:top;overflow-wrap:anywhere}th:first-child,td:first-child{width:9rem}del{background:#fdd;text-decoration:none}
ins{background:#dfd;text-decoration:none}input{font:inherit;width:100%;padding:.4rem}.error{color:#a00}
@media print{input{display:none}body{margin:0;max-width:none}details{break-inside:avoid}}
"""
_SCRIPT = """
const box=document.querySelector('input'),rows=[...document.querySelectorAll('details')],left=document.querySelector('#left');
function filter(){const words=box.value.toLowerCase().split(/\\s+/);let n=0;
for(const row of rows){const hit=words.every(w=>row.textContent.toLowerCase().includes(w));row.hidden=!hit;n+=hit}
left.textContent=n+' / '+rows.length}
box.addEventListener('input',filter);filter();
addEventListener('beforeprint',()=>rows.forEach(row=>row.open=true));
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_HTML_LANGUAGES = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}
_BARS = 15


def render(source: str, found: Survey) -> str:
    """Return the page on what was ``found`` in ``source``, in the language chosen."""
    title = _("Report on {path}").format(path=source)
    counts = _("{documents} documents: {damaged} damaged, {failed} cannot be read").format(
        documents=found.documents, damaged=found.damaged, failed=found.failed
    )
    charts = (
        _chart(_("Encodings (documents)"), found.encodings),
        _chart(_("Scripts (documents)"), found.scripts),
        _chart(_("Damage (documents)"), found.damage),
        _chart(_("Damage (places)"), found.places),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_HTML_LANGUAGES.get(text.current(), "en")}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{_safe(title)}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{_safe(title)}</h1><p>{_safe(counts)}</p>\n"
        f'<div class="charts">{"".join(charts)}</div>\n{"".join(_documents(found))}'
        f"<script>{_SCRIPT}</script></body></html>\n"
    )


def _safe(data: str) -> str:
    return escape(show(data))


def _chart(title: str, counts: Counter[str]) -> str:
    most = max(counts.values(), default=1)
    bars = "".join(_bar(name, count, most) for name, count in counts.most_common(_BARS))
    return f'<section><h2>{_safe(title)}</h2><dl class="bars">{bars or "<dt>–</dt>"}</dl></section>'


def _bar(name: str, count: int, most: int) -> str:
    bar = f'<span class="track"><span class="bar" style="width:{100 * count / most:.1f}%"></span></span>'
    return f"<dt>{_safe(name)}</dt><dd>{bar}{count}</dd>"


def _documents(found: Survey) -> Iterator[str]:
    title, hint = _("The worst documents"), _("Filter: name, encoding, kind of damage")
    yield f"<h2>{_safe(title)} <small id=left></small></h2>"
    yield f'<input type="search" aria-label="{_safe(hint)}" placeholder="{_safe(hint)}">\n'
    for entry in found.worst():
        summary = f"<summary>{_safe(entry.path)} <span>{_safe(_summary(entry))}</span></summary>"
        yield f"<details>{summary}{_table(entry)}</details>\n"


def _summary(entry: Entry) -> str:
    parts = [entry.encoding or "", *(f"{count} {kind}" for kind, count in entry.damage)]
    if entry.lost_bytes:
        parts.append(_("lost bytes: {count}").format(count=entry.lost_bytes))
    return " · ".join(filter(None, parts))


def _table(entry: Entry) -> str:
    if entry.error:
        return f'<p class="error">{_safe(entry.error)}</p>'
    if not entry.excerpts:
        return ""
    head = "".join(f"<th>{_safe(title)}</th>" for title in (_("damage"), _("before"), _("after")))
    return f"<table><tr>{head}</tr>{''.join(map(_row, entry.excerpts))}</table>"


def _row(excerpt: Excerpt) -> str:
    place = _("line {line}: ").format(line=excerpt.line).rstrip(" ：:") if excerpt.line else ""
    return (
        f"<tr><td>{_safe(excerpt.kind)} <small>{_safe(place)}</small></td><td><del>{_safe(excerpt.before)}</del></td>"
        f"<td><ins>{_safe(excerpt.after)}</ins></td></tr>"
    )
