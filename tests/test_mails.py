"""Mails of mailing lists: links of the archive, the list's foot, signatures."""

from __future__ import annotations

import pytest

import zlcli
from zlcli.layout import mails

HEAD = (
    "From: A Qing <aqing@mail.example.org>\nTo: yi@lists.example.org\n"
    "Subject: 渡口的译名\nDate: Tue, 5 May 2009 08:10:00 +0800\n\n"
)
TEXT = "渡口一词在手册里有两种译法，建议统一成一种，下个版本再改界面。\n\n阿青\n"
FOOT = (
    "_______________________________________________\nyi mailing list\nyi@lists.example.org\n"
    "https://lists.example.org/mailman/listinfo/yi\n"
)


def cleaned(text: str) -> str:
    return zlcli.normalize(text, only=["boilerplate"]).text.rstrip()


def test_signature_and_foot_go() -> None:
    assert cleaned(f"{HEAD}{TEXT}\n-- \n阿青\nhttp://aqing.example.org\n{FOOT}") == (HEAD + TEXT).rstrip()


def test_the_links_of_an_archive_go() -> None:
    links = "Previous message: [yi] 术语表\nNext message: [yi] 渡口的译名\nMessages sorted by: [ date ] [ thread ]\n"
    part = "-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: http://lists.example.org/a.htm\n"
    end = "More information about the yi mailing list\n"
    assert cleaned(f"[yi] 渡口的译名\n{links}\n{TEXT}\n{part}\n{links}{end}") == f"[yi] 渡口的译名\n\n{TEXT}".rstrip()


@pytest.mark.parametrize(
    "below",
    [
        "-- \n> 渡口一词从前也译作码头。\n这个译法可以保留。\n",
        "--\n以下是补充说明：手册第三章里的渡口指的是老渡口，请不要改动那里的译名。\n",
        "______________________\n一张没有画完的表\n",
    ],
)
def test_what_only_looks_like_them_stays(below: str) -> None:
    assert cleaned(HEAD + TEXT + below) == (HEAD + TEXT + below).rstrip()


def test_each_mail_of_several_loses_its_signature() -> None:
    one = f"{HEAD}{TEXT}-- \n阿青\n"
    assert cleaned(one + one).count("阿青\n") == 1  # below the first text; the last line has no end
    assert cleaned(one + one).count("阿青") == 2


def test_a_text_about_lists_is_no_mail() -> None:
    assert not mails.diagnose("From 到 To 的顺序\n邮件列表（mailing list）的用法见下文。\n")
