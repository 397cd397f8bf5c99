"""What to tell of a file that is no text: what it is called, and how its text is had."""

from __future__ import annotations

from zlcli.encoding.marks import SIGNATURES
from zlcli.errors import NotTextError

# What the first member of a zip is called where the zip is a document: of OOXML, OpenDocument and EPUB.
_OFFICE = (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"_rels/", b"docProps/", b"mimetype")
# A zip's local header is so long; the first name follows.
_FIRST_NAME = 30


def not_text(head: bytes) -> NotTextError:
    """Return what to tell of a file that begins with ``head``: what it is, and what to do first."""
    if head.startswith(SIGNATURES["pdf"]):
        return NotTextError("is a PDF, not text; take its text out first, for example with pdftotext")
    if _is_office(head):
        return NotTextError("is an office document, not text; open it and save it as plain text first")
    if head.startswith(SIGNATURES["zip"] + SIGNATURES["packed"]):
        return NotTextError("is an archive or compressed, not text; unpack it first")
    if head.startswith(SIGNATURES["picture"]):
        return NotTextError("is a picture, not text; its characters have to be recognised (OCR) first")
    return NotTextError("is not text, or in no known encoding; if it is text, name its encoding with --from")


def _is_office(head: bytes) -> bool:
    zipped = head.startswith(SIGNATURES["zip"]) and head.startswith(_OFFICE, _FIRST_NAME)
    return zipped or head.startswith(SIGNATURES["rtf"] + SIGNATURES["ole2"])
