"""Which channel an address suggests, and which known company may be meant."""

from __future__ import annotations

import pytest

from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.intake.channel_rules import propose_channel
from drentsportal.domain.intake.company_likeness import LikenessReason, like_companies
from drentsportal.domain.intake.contact_finders import plain_phone
from drentsportal.domain.relations.company import Company, CompanyTraces, ContactPerson


@pytest.mark.parametrize(
    ("address", "channel", "code"),
    [
        ("bos@nom.nl", RequestChannel.NOM, ""),
        ("a@emmen.nl", RequestChannel.MUNICIPALITY, "GM0114"),
        ("a@gemeentenoordenveld.nl", RequestChannel.MUNICIPALITY, "GM1699"),
        ("a@aaenhunze.nl", RequestChannel.MUNICIPALITY, "GM1680"),
        ("a@mail.borger-odoorn.nl", RequestChannel.MUNICIPALITY, "GM1681"),
        ("a@kvk.nl", RequestChannel.PARTNER, ""),
        ("a@wadtechniek.example", RequestChannel.COMPANY, ""),
        ("a@wad.co.uk", RequestChannel.COMPANY, ""),
        ("a@gmail.com", None, ""),
        ("a@ziggo.nl", None, ""),
        ("a@drenthe.nl", None, ""),
        ("", None, ""),
    ],
)
def test_a_domain_suggests_a_channel(address: str, channel: RequestChannel | None, code: str) -> None:
    """Or none, where it tells nothing."""
    proposal = propose_channel(address)
    assert (proposal.channel, proposal.municipality_code) == (channel, code)


KNOWN = (
    Company(
        "B-0001",
        "Wadtechniek B.V.",
        "12345678",
        persons=(ContactPerson("Jan", email="Jan@wadtechniek.example", phone="0592 365555"),),
    ),
    Company("B-0002", "Turfschip", persons=(ContactPerson("Els", email="els@gmail.com"),)),
)


@pytest.mark.parametrize(
    ("traces", "found"),
    [
        (CompanyTraces(name="WADTECHNIEK bv"), [("B-0001", [LikenessReason.NAME])]),
        (CompanyTraces(kvk_number="12345678"), [("B-0001", [LikenessReason.KVK_NUMBER])]),
        (CompanyTraces(phone="+31 (0)592-365555"), [("B-0001", [LikenessReason.PHONE])]),
        (CompanyTraces(email="piet@wadtechniek.example"), [("B-0001", [LikenessReason.EMAIL_DOMAIN])]),
        (
            CompanyTraces(email="jan@wadtechniek.example"),
            [("B-0001", [LikenessReason.EMAIL, LikenessReason.EMAIL_DOMAIN])],
        ),
        (CompanyTraces(email="iemand@gmail.com"), []),
        (CompanyTraces(email="els@gmail.com"), [("B-0002", [LikenessReason.EMAIL])]),
        (CompanyTraces(name="Wadtechniek Noord"), []),
        (CompanyTraces(), []),
    ],
)
def test_a_known_company_is_shown(
    traces: CompanyTraces, found: list[tuple[str, list[LikenessReason]]]
) -> None:
    """With everything that the two share; an open provider is nothing to share."""
    assert [(each.company.key, list(each.reasons)) for each in like_companies(traces, KNOWN)] == found


def test_another_number_is_told() -> None:
    """The same name with another number of the KvK may be another company."""
    (like,) = like_companies(CompanyTraces(name="Wadtechniek", kvk_number="87654321"), KNOWN)
    assert like.contradicts


@pytest.mark.parametrize(
    "text", ["0592365555", "+31 592 365555", "0031 (0)592-365555", "+31 (0)592 36 55 55", "(0592) 365555"]
)
def test_a_number_has_one_form(text: str) -> None:
    """However it is written."""
    assert plain_phone(text) == "+31592365555"


@pytest.mark.parametrize("text", ["", "12345678", "059236555", "+12", "0123456789012345678"])
def test_what_is_no_number_has_none(text: str) -> None:
    """Too short, too long, or without a zero."""
    assert plain_phone(text) == ""
