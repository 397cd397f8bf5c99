"""What the rules of structure have to remember of the blocks before."""

from __future__ import annotations

import re

from zlcli.document import Block, Change, Ledger
from zlcli.layout.numbering import is_clause, number_of
from zlcli.layout.outline import Outline
from zlcli.layout.quotes import ANNOUNCES
from zlcli.layout.titles import ATTACHMENT, AUTHOR, ends_document, is_credit, is_sentence, squeeze
from zlcli.patterns import lazy

FORWARDED = lazy("(?:zt|转载?|轉載?|re|fw|fwd|原创|推荐|分享|合集)+", re.IGNORECASE)
"""What forwarders put before a title."""


class State:
    """Follows the blocks of one document as they are made."""

    forwarded = ""
    """The present title, squeezed, if somebody forwarded it."""
    ended = False
    """The last block was a date or an attachment's number: a title may follow."""
    started = False
    headed = False
    """The last block was the end of the document's head, which a rule may set off."""
    items_left = 0
    """So many of the next numbered lines belong to a run without text between them, and are no headings."""
    clauses = False
    """There were clauses (第X条) since the last title: 一、 below them are parts of a clause."""
    level = 0
    """That of the last heading."""
    divided = False
    """A heading stood above the first of these clauses."""
    poem = False
    """An author stood below the last heading, 《标题》."""
    stanzas = 0
    """So many stanzas of verse were there."""
    sentence = False
    """The last block was prose that ended with its sentence, or a heading."""

    title = ""
    """The present title, squeezed."""
    section = section_level = 0
    """The last plain number of a heading, where others stand below (2.1): since one of a higher level, where these are clauses;
    and the level of headings above clauses of their number."""

    _quoted = False
    """The last block was such a heading."""
    quoting = False
    """The last block said whose words follow."""

    def __init__(self, plan: Outline, ledger: Ledger) -> None:
        self.plan, self.ledger = plan, ledger
        self.ranks: set[int] = set()
        """Ranks of ordinals (编 0, 章 1, 节 2) seen under the present title."""
        self.entries: dict[str, int] = {}
        """What a table of contents announced, squeezed, and the level of a heading that has no number there."""
        self.attachments: set[str] = set()
        """What the lists of attachments name, squeezed."""

    def follow(self, block: Block) -> None:
        """Take note of ``block``."""
        self.started, self.headed = True, False
        self.stanzas += block.kind == "verse"
        if block.kind == "heading":
            self.poem, self.level, self._quoted = False, block.level, block.text[0] == "《"
            self.section = self.section if block.level >= self.section_level else 0
            number = number_of(block.text)
            self.divided = self.divided or (number is not None and number.scheme == "level" and number.rank == 0)
            if block.level == 1:
                self.ranks, self.clauses, self.divided = set(), False, False
                self.title = same = squeeze(block.text)
                self.forwarded = same if FORWARDED.match(same) else ""
        elif block.kind == "paragraph":
            self.clauses = self.clauses or is_clause(block.text)
            self.poem = self.poem or (self._quoted and AUTHOR.match(block.text) is not None)
            self._quoted = False
        self.quoting = block.kind == "paragraph" and ANNOUNCES.fullmatch(block.text) is not None
        above = self.sentence and is_credit(block.text)  # a picture stands between
        self.sentence = above or block.kind in ("heading", "item", "rule") or is_sentence(block.text)
        self.ended = block.kind == "paragraph" and (ends_document(block.text) or ATTACHMENT.fullmatch(block.text) is not None)

    def heading(self, text: str, level: int, rule: str, *, before: str = "") -> Block:
        """Return a heading, written down with the ``rule`` that found it, and as it stood ``before`` if that was otherwise."""
        self.ledger.count("structure")
        if self.ledger.wants_example("structure"):
            self.ledger.keep("structure", Change(0, before or text, f"{'#' * level} {text}", rule))
        return Block("heading", text, level=level)
