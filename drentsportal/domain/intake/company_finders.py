"""Finds names of companies and their numbers of the KvK, of whoever asks and of nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.intake.channel_rules import domain_name, is_company_domain, propose_channel
from drentsportal.domain.intake.clauses import words
from drentsportal.domain.intake.recognised import IntakeField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.domain.intake.recognised import Recognised
    from drentsportal.domain.intake.searched_text import SearchedText

_KVK: Final = re.compile(
    r"(?:k\.?v\.?k\.?|kamer\s+van\s+koophandel|chamber\s+of\s+commerce|\bcoc|handelsregister)"
    r"(?:[\s-]*(?:nummer|nr|no|number))?[\s.:-]*(?P<number>\d{8}|\d{2}[ .]\d{3}[ .]\d{3})(?!\d)",
    re.IGNORECASE,
)
_FORMS: Final = (
    r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|U\.A\.|C\.V\.|GmbH(?:[ ]&[ ]Co\.?[ ]KG)?|(?:Pvt\.?[ ])?Ltd\.?|AG|KG|UG"
    r"|SE|e\.K\.|Inc\.?|Holding|plc|PLC|LLC|LLP|Corp\.?|A/S|ApS|AB|Oy|K\.K\.|S\.A\.|S\.p\.A\.|S\.r\.l\.|SRL|SAS"
    r"|BVBA"
)
_COMPANY: Final = re.compile(
    r"(?<![\w&])(?P<name>(?:[A-Z0-9][\w&'\u2019\-]*\.?[ \u00a0]+(?:(?:&|en|and|und|van|de"
    r"|der)[ \u00a0]+)?){1,5}?)"
    rf"(?P<form>{_FORMS})(?!\w)"
)
_OPENING: Final = re.compile(
    r"^(?:(?:Wij|We|Wir|Ik|Team)[ ]+(?:van|von|from|of)[ ]+"
    r"|(?:(?:Wij|We|Ons|Onze|Our|Unser|Unsere|The|Het|De|Bij|Namens|Voor|Ik|Dear|Beste|Geachte|Bedrijf"
    r"|Firma|Company|Klant|Wir|Die|Der)[ ]+)+)"
)
_POSTCODE: Final = re.compile(r"\b\d{4}[ ]?[A-Z]{2}$")
_FOUNDATION: Final = re.compile(
    r"(?<![\w&])(?:Stichting|Coöperatie|Vereniging|Maatschap|Foundation)(?:[ \u00a0][A-Z][\w-]+){1,3}"
)
_LABEL: Final = re.compile(
    r"^[ \t>*\u2022-]*(?:naam\s+(?:van\s+het\s+)?bedrijf|bedrijf(?:snaam)?|onderneming|firma|unternehmen"
    r"|company(?:\s+name)?)[ \t]*:[ \t]*(?P<name>[A-Z0-9][\w&.,'\u2019/ \-]{1,60}?)[ \t]*(?:\(|$)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMELESS: Final = words(
    "onbekend", "vertrouwelijk", "geheim", "anoniem", "volgt", "zie", "confidential", "unknown",
    "vertraulich",
    "unbekannt", "n.n.b.", "tbd", "nvt", "n.v.t.",
)  # fmt: skip
_FOR_ANOTHER: Final = re.compile(
    r"\b(?:(?:een|onze|mijn|de)\s+(?:cliënt|klant|opdrachtgever|relatie)|(?:een|één)\s+van\s+onze\s+(?:leden"
    r"|klanten|cliënten)|(?:my|our|a)\s+(?:client|member|customer)|on\s+behalf\s+of"
    r"|(?:mein|meine|unser|unsere|ein|eine)\s+(?:Kunde|Kundin|Mandant|Mandantin|Mitglied)"
    r"|namens|im\s+(?:Auftrag|Namen)|opdrachtgever|zoekprofiel\s+cliënt)\b",
    re.IGNORECASE,
)
"""Words of somebody who asks for another: then the name below the message is not that of the company."""
_SHORTEST_DOMAIN: Final = 5
_GAP: Final = r"(?:[ \u00a0]?(?:&|en|and|und)[ \u00a0]?|[\s.&'\u2019-]{0,2})"


def asks_for_itself(passage: SearchedText) -> bool:
    """Whether whoever asks is the company: no intermediary by its address or by its words."""
    channel = propose_channel(passage.asker_address).channel
    return channel in {RequestChannel.COMPANY, None} and _FOR_ANOTHER.search(passage.searched) is None


def companies(passage: SearchedText) -> Iterator[Recognised]:
    """Find names behind a label, with a legal form, and those that the address of whoever asks bears.

    Literal is a name behind a label or one that fits the address; any other may be of another.
    """
    is_itself = asks_for_itself(passage)
    yield from _labelled(passage)
    for match in _COMPANY.finditer(passage.searched):
        name = _OPENING.sub("", " ".join(match["name"].split()))
        if re.search(r"[^\W\d]", name) and not _POSTCODE.search(match[0]):
            start = match.start() + match[0].index(name.split()[0])
            full = f"{name} {match['form']}"
            literal = _fits_address(name, passage)
            if not is_itself and (literal or _letters(name) == _label(passage)):
                continue
            yield passage.found(IntakeField.COMPANY_NAME, full, (start, match.end()), literal=literal)
    for match in _FOUNDATION.finditer(passage.searched):
        yield passage.found(IntakeField.COMPANY_NAME, " ".join(match[0].split()), match.span(), literal=False)


def kvk_numbers(passage: SearchedText) -> Iterator[Recognised]:
    """Find numbers of the KvK, which are said to be one; of an intermediary it is doubted whose."""
    literal = asks_for_itself(passage)
    for match in _KVK.finditer(passage.searched):
        digits = re.sub(r"\D", "", match["number"])
        yield passage.found(IntakeField.KVK_NUMBER, digits, match.span(), literal=literal)


def _labelled(passage: SearchedText) -> Iterator[Recognised]:
    for match in _LABEL.finditer(passage.searched):
        name = match["name"].strip(" ,.") if not match["name"].endswith("V.") else match["name"].strip(" ,")
        if name and not _NAMELESS.search(name):
            yield passage.found(IntakeField.COMPANY_NAME, name, match.span("name"), literal=True)


def _fits_address(name: str, passage: SearchedText) -> bool:
    label, plain = _label(passage), _letters(name)
    shorter = min(len(label), len(plain))
    return shorter >= _SHORTEST_DOMAIN and (plain.startswith(label) or label.startswith(plain))


def _label(passage: SearchedText) -> str:
    return _letters(domain_name(passage.asker_address.rpartition("@")[2]))


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def names_like_the_address(passage: SearchedText) -> Iterator[Recognised]:
    """Find a name without a legal form that whoever asks bears in the own mail address; derived."""
    domain = passage.asker_address.rpartition("@")[2]
    letters = _letters(domain_name(domain))
    if len(letters) < _SHORTEST_DOMAIN or not is_company_domain(domain):
        return
    own = {_letters(each) for each in passage.asker_name.split()}
    pattern = re.compile(
        rf"(?<![\w@./-]){_GAP.join(letters)}\w*(?:[ \u00a0](?:&|en|und|and)[ \u00a0]\w+"
        r"|[ \u00a0](?-i:[A-Z])[\w-]+)?(?![\w@]|\.\w)",
        re.IGNORECASE,
    )
    for match in pattern.finditer(passage.searched):
        name = " ".join(match[0].split())
        if name[0].isupper() and _letters(name) not in own and not _continues(passage, match.end()):
            yield passage.found(IntakeField.COMPANY_NAME, name, match.span(), literal=False)


def _continues(passage: SearchedText, end: int) -> bool:
    """Whether a legal form follows: then the whole name is found with it."""
    rest = rf"[ \u00a0]+(?:[A-Z&][\w&-]*[ \u00a0]+){{0,4}}(?:{_FORMS})(?!\w)"
    return re.match(rest, passage.searched[end : end + 80]) is not None
