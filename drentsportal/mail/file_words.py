"""The words of a file that is kept with a case: of mails and plain texts what a person would read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.errors import DrentsPortalError
from drentsportal.mail.characters import decoded
from drentsportal.mail.reader import MailReader

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SIGNS: Final = 100_000
"""So much of a file is searched; a mail that quotes years of others ends there. Own choice."""

_MAILS: Final = (".eml", ".msg", "winmail.dat")
_TEXTS: Final = (".txt", ".text")


def file_words(name: str, content: bytes) -> str:
    """Return what search finds in a file, a line per line of it; empty for one that is no mail or text.

    A file that cannot be read has no words: it is kept all the same.
    """
    ending = name.casefold()
    if ending.endswith(_TEXTS):
        return _told(decoded(content, "utf-8")[0].splitlines())
    if not ending.endswith(_MAILS):
        return ""
    try:
        message = MailReader().read_bytes(content, name)
    except DrentsPortalError:
        return ""
    sender = f"{message.sender_name} {message.sender_address}"
    return _told((message.subject, sender, *message.text.splitlines()))


def _told(lines: Iterable[str]) -> str:
    told = (" ".join(each.split()) for each in lines)
    return "\n".join(each for each in told if each)[:MOST_SIGNS]
