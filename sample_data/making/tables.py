"""Tables without geometry: functions that can be asked, and what two documents say about the PHP."""

from typing import Final

from drentsportal.domain.vocabulary import MUNICIPALITIES
from sample_data.making.exchange import AS_OF, SOURCE

Row = dict[str, str]

PARK_MANAGEMENT: Final = (
    "Assen",
    "Coevorden",
    "Emmen",
    "Hoogeveen-Buitenvaart",
    "Hoogeveen-De Wieken",
    "Meppel",
    "Noordenveld",
)
"""The seven park management organisations, as ``MANAGEMENT_SOURCE`` names them."""

MANAGEMENT_SOURCE: Final = "MKB-Actieprogramma 2014-2015, bijlage 1, paragraaf 2.2.2"

_LIST_A: Final = "Lijst A (KEI-jaarprogramma 2014, paragraaf 2.3)"
_LIST_B: Final = "Lijst B (KEI-jaarprogramma 2014, bijlage 3)"


def management_id(name: str) -> str:
    """Return the id of the park management organisation of a name in ``PARK_MANAGEMENT``."""
    return f"vb-pmo-{_slug(name)}"


def contact_rows() -> list[Row]:
    """List a function per gemeente and park management, NOM, province and grid operator; no persons."""
    contacts = [
        (code, "Accountmanager", f"Gemeente {name}", f"accountmanager.{_slug(name)}")
        for code, name in MUNICIPALITIES.items()
    ]
    contacts += [
        (f"pmo:{management_id(name)}", "Parkmanager", f"Parkmanagement {name}", f"parkmanager.{_slug(name)}")
        for name in PARK_MANAGEMENT
    ]
    contacts += [
        ("nom", "Accountmanager acquisitie", "NOM", "acquisitie.nom"),
        ("province", "Schakelpunt bedrijven", "Provincie Drenthe", "schakelpunt.drenthe"),
        ("netbeheerder", "Klantteam aansluitingen", "Voorbeeldnetbeheerder", "aansluitingen.netbeheerder"),
    ]
    return [_contact(number, *contact) for number, contact in enumerate(contacts, start=1)]


def _contact(number: int, scope: str, function: str, organisation: str, mailbox: str) -> Row:
    return {
        "id": f"vb-contact-{number:02d}",
        "scope": scope,
        "function": function,
        "organisation": organisation,
        "telephone": f"+31 000 000 {number:03d}",
        "mail": f"{mailbox}@bedrijvenportal.example",
        "source": SOURCE,
        "as_of": AS_OF,
    }


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def claim_rows() -> list[Row]:
    """Put both lists side by side as claims on gemeenten, and the one park that a document names."""
    codes = {name: code for code, name in MUNICIPALITIES.items()}
    starting = "plan ingediend en beoordeeld, in de opstartfase"
    statuses_a = {
        "Emmen": starting,
        "Coevorden": starting,
        "Noordenveld": starting,
        "Assen": "plan ingediend en beoordeeld, revitalisering gestart",
    }
    rows = [
        _claim("municipality", codes[name], _LIST_A, status, "2013-2014", "paragraaf 2.3")
        for name, status in statuses_a.items()
    ]
    rows += [
        _claim("municipality", codes[name], _LIST_B, "in uitvoering", "afronding 2016", "bijlage 3")
        for name in ("Emmen", "Assen", "Hoogeveen", "Meppel")
    ]
    named = _claim("park", "vb-001", _LIST_A, "revitalisering gestart", "2013-2014", "paragraaf 2.3")
    return [*rows, named]


def _claim(level: str, subject_id: str, list_name: str, status: str, period: str, place: str) -> Row:
    return {
        "level": level,
        "subject_id": subject_id,
        "list_name": list_name,
        "status": status,
        "period": period,
        "source": f"KEI-jaarprogramma 2014, {place}",
        "as_of": "2014",
    }
