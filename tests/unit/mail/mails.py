"""Twenty mails as they come in at a desk, made here; every name, number and firm in them is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Final

from tests.unit.mail.compound_file import attached_file, compound_file, outlook_folder
from tests.unit.mail.winmail import winmail

if TYPE_CHECKING:
    from drentsportal.domain.intake.recognised import RecognisedValue

SENT: Final = "Fri, 20 Nov 2026 09:12:00 +0100"
SENT_UTC: Final = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)
RECEIVED: Final = (
    "from mail.example.nl (192.0.2.7) by mx.drenthe.example with ESMTPS; Fri, 20 Nov 2026 09:13:10 +0100",
    "from laptop (10.0.0.3) by mail.example.nl with ESMTPSA; Fri, 20 Nov 2026 09:12:04 +0100",
)
RECEIVED_UTC: Final = datetime(2026, 11, 20, 8, 13, 10, tzinfo=UTC)
BIG: Final = bytes(range(256)) * 58_594
"""15 MB."""


@dataclass(frozen=True)
class Mail:
    """A mail, what must be recognised in it, and for which fields a person must choose."""

    name: str
    content: bytes
    settled: dict[str, RecognisedValue]
    doubtful: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    attachments: tuple[str, ...] = ()
    file_name: str = "bericht.eml"


def _mail(sender: str, subject: str, text: str, html: str = "") -> EmailMessage:
    mail = EmailMessage()
    for each in RECEIVED:
        mail["Received"] = each
    mail["From"], mail["To"], mail["Date"] = sender, "schakelpunt@drenthe.example", SENT
    mail["Subject"], mail["Message-ID"] = subject, "<1@example.nl>"
    if text:
        mail.set_content(text)
    if html and text:
        mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    return mail


def _plain_dutch() -> Mail:
    text = """Beste collega,

Wij zijn een logistiek dienstverlener uit Groningen en zoeken een kavel van 2,5 hectare in de gemeente
Hoogeveen, met daarop een hal van 80 x 50 x 12 meter. Op dit moment zitten wij op 1 ha in Meppel.
Er werken 45 medewerkers. Wij hebben een aansluiting van 1,5 MW nodig en milieucategorie 3.2. Wij willen
vanaf voorjaar 2028 draaien. Meer dan € 65 per m2 willen wij niet betalen. Het moet binnen 5 km van de A28.
"""
    return Mail(
        "dutch plain text",
        bytes(_mail("Jan Jansma <jan@turfschip.example>", "Kavel gezocht", text)),
        {
            "plot_area_m2": 25_000,
            "building_dm": (800, 500),
            "height_dm": 120,
            "municipality": "GM0118",
            "sector": "logistiek",
            "staff_count": 45,
            "category": "3.2",
            "available_by": "2028-03-01",
            "grid_demand_kw": 1500,
            "junction_distance_m": 5000,
            "present_area_m2": 10_000,
            "present_place": "Meppel",
        },
    )


def _signature_and_reply() -> Mail:
    text = """Dag Anna,

Het gaat om 4.000 m² bedrijfsruimte. De hal mag in Emmen staan.

Met vriendelijke groet,

Piet de Vries
Directeur
Wadtechniek B.V. | KvK 12345678
Industrieweg 40, 9403 AB Assen
T 0592 - 36 55 55 | piet@wadtechniek.example

Op do 19 nov. 2026 om 16:04 schreef Anna de Vries <anna@drenthe.example>:
> Hoeveel grond zoekt u? Vorige keer was het 7 ha in Coevorden.
> Anna, 0592-111111
"""
    return Mail(
        "dutch with a signature and a quoted reply",
        bytes(_mail("Piet de Vries <piet@wadtechniek.example>", "RE: Uw vraag", text)),
        {
            "floor_area_m2": 4000,
            "municipality": "GM0114",
            "place": "Emmen",
            "company_name": "Wadtechniek B.V.",
            "kvk_number": "12345678",
            "phone": "+31592365555",
            "email": "piet@wadtechniek.example",
        },
    )


def _english() -> Mail:
    text = """Dear Sir or Madam,

We are looking for a site of 25,000 square metres near Coevorden, with a warehouse of approximately
8,000 sqm and a clear height of 12 m. Our company manufactures plastics and has 1,200 employees.
We would like to be operational by 1 March 2028. Power demand: 2 MVA. Within 3.5 km of a motorway.
Last year we made 2,000,000 m2 per year of film.

Kind regards,
Mary Smith
Northfilm Ltd
+44 20 7946 0958
"""
    return Mail(
        "english",
        bytes(_mail("Mary Smith <mary@northfilm.example>", "Site search", text)),
        {
            "plot_area_m2": 25_000,
            "floor_area_m2": 8000,
            "height_dm": 120,
            "municipality": "GM0109",
            "place": "Coevorden",
            "sector": "kunststof",
            "staff_count": 1200,
            "available_by": "2028-03-01",
            "grid_demand_kw": 2000,
            "junction_distance_m": 3500,
            "company_name": "Northfilm Ltd",
            "phone": "+442079460958",
        },
    )


def _german() -> Mail:
    text = """Sehr geehrte Damen und Herren,

wir sind ein Hersteller von Lebensmitteln und suchen ein Grundstück von etwa 3,5 Hektar im Raum Emmen.
Die Halle soll 6.000 m² groß sein. Wir haben 60 Mitarbeiter. Inbetriebnahme ab Frühjahr 2028.
Derzeit sitzen wir in Lingen auf 1,2 ha.

Mit freundlichen Grüßen
Klaus Müller
Müller Feinkost GmbH, Telefon 0591 1234567
"""
    return Mail(
        "german",
        bytes(_mail("Klaus Müller <k.mueller@feinkost.example>", "Grundstück gesucht", text)),
        {
            "plot_area_m2": 35_000,
            "floor_area_m2": 6000,
            "municipality": "GM0114",
            "place": "Emmen",
            "sector": "voedingsmiddelen",
            "staff_count": 60,
            "available_by": "2028-03-01",
            "present_area_m2": 12_000,
            "company_name": "Müller Feinkost GmbH",
            "phone": "+495911234567",
        },
    )


def _html_only() -> Mail:
    html = """<html><head><style>p {width: 9 ha}</style><title>5 ha</title></head><body>
<div style="display:none">Bekijk deze mail met 99 ha online</div>
<p>Goedemorgen,</p><p>Wij zoeken een <b>kavel</b> van <b>2&nbsp;ha</b> in Beilen.</p>
<table><tr><td>Personeel:</td><td>30</td></tr><tr><td>Milieucategorie</td><td>3.1</td></tr></table>
<img src="https://volgen.example/pixel.gif?8ha" alt="8 ha"><script>var kavel = "12 ha"</script>
<p>Met vriendelijke groet<br>Els</p></body></html>"""
    return Mail(
        "html without plain text, with a tracking picture",
        bytes(_mail("Els <els@gmail.com>", "Vraag", "", html)),
        {"plot_area_m2": 20_000, "place": "Beilen", "staff_count": 30, "category": "3.1"},
    )


def _forwarded_by_nom() -> Mail:
    text = """Hoi Anna,

Kun jij hier naar kijken? Bel me even op 050-1234567 als je vragen hebt, dan spreken we 25 november 2026 af.

Groet,
Karel Bos
NOM, acquisitie
050-7654321

-----Oorspronkelijk bericht-----
Van: Sanne Kok <sanne.kok@veenpolymeer.example>
Verzonden: donderdag 19 november 2026 14:05
Aan: Karel Bos <bos@nom.example>
Onderwerp: Uitbreiding

Beste Karel,

Wij zijn een chemiebedrijf en zoeken 3 ha grond in de gemeente Emmen, milieucategorie 5.1. Uiterlijk
1 januari 2028 willen wij starten. Aansluiting 6 MVA.

Met vriendelijke groet,
Sanne Kok
Veenpolymeer B.V.
06 12345678
"""
    return Mail(
        "forwarded by NOM",
        bytes(_mail("Karel Bos <bos@nom.nl>", "FW: Uitbreiding", text)),
        {
            "plot_area_m2": 30_000,
            "municipality": "GM0114",
            "sector": "chemie",
            "category": "5.1",
            "available_by": "2028-01-01",
            "grid_demand_kw": 6000,
            "company_name": "Veenpolymeer B.V.",
            "phone": "+31612345678",
        },
    )


def _forwarded_as_attachment() -> Mail:
    inner = _mail(
        "Tom Groen <tom@groenhout.example>",
        "Houthandel zoekt ruimte",
        "Wij zijn een houthandel en zoeken een perceel van 12.000 m2 in Hoogeveen.\n",
    )
    mail = _mail("Ineke <ineke@hoogeveen.nl>", "Fwd: Houthandel zoekt ruimte", "Zie bijgaand.\n")
    mail.add_attachment(inner)
    return Mail(
        "forwarded as an attachment by a gemeente",
        bytes(mail),
        {"plot_area_m2": 12_000, "municipality": "GM0118", "place": "Hoogeveen", "sector": "houtbewerking"},
        attachments=("Houthandel zoekt ruimte.eml",),
    )


def _conflicting() -> Mail:
    text = """Beste,

Wij zoeken een kavel van 2 ha in Assen of Emmen. Met 3 ha grond kunnen wij ook uit de voeten.
We hebben 40 medewerkers en groeien van 40 naar 60 medewerkers.
"""
    return Mail(
        "values that contradict each other",
        bytes(_mail("Bo <bo@bovat.example>", "Ruimte", text)),
        {},
        doubtful=frozenset({"plot_area_m2", "municipality", "place", "staff_count"}),
    )


def _range() -> Mail:
    text = "Dear all,\n\nWe are looking for 2.5 to 4 hectares of land for our new factory.\nRegards\nJo\n"
    return Mail(
        "a range", bytes(_mail("Jo <jo@outlook.com>", "Land", text)), {}, doubtful=frozenset({"plot_area_m2"})
    )


def _ambiguous_number() -> Mail:
    text = "Wij zoeken voor ons bedrijf een kavel van 1.500 ha in de gemeente Westerveld.\n"
    return Mail(
        "a number that may be thousands or decimals",
        bytes(_mail("An <an@anbouw.example>", "Kavel", text)),
        {"municipality": "GM1701"},
        doubtful=frozenset({"plot_area_m2"}),
    )


def _winmail_in_mail() -> Mail:
    mail = _mail("Rob <rob@robplaat.example>", "Plattegrond", "")
    envelope = winmail(
        "Wij zoeken een perceel van 1,5 ha in Coevorden. Zie de plattegrond.\r\n", {"plan.pdf": b"%PDF-1.4"}
    )
    mail.set_content(envelope, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return Mail(
        "winmail.dat in a mail",
        bytes(mail),
        {"plot_area_m2": 15_000, "municipality": "GM0109", "place": "Coevorden"},
        attachments=("plan.pdf",),
    )


def _winmail_alone() -> Mail:
    text = "Wij zoeken een bedrijfspand van 750 m2.\r\n\r\nGroeten\r\nRob"
    return Mail(
        "winmail.dat by itself",
        winmail(text, {"foto.jpg": b"\xff\xd8"}, "Pand"),
        {"floor_area_m2": 750},
        doubts=frozenset({"sender_unknown", "sent_unknown"}),
        attachments=("foto.jpg",),
        file_name="winmail.dat",
    )


def _outlook() -> Mail:
    text = (
        "Goedemiddag,\r\n\r\nWij zoeken 5 ha grond in de gemeente Midden-Drenthe, netaansluiting 800 kW.\r\n"
        "\r\nGroet,\r\nMia\r\n"
    )
    folder = outlook_folder(
        {
            0x0037: "Grond gezocht",
            0x1000: text,
            0x0C1A: "Mia Prins",
            0x5D01: "mia@prinspap.example",
            0x0039: SENT_UTC,
            0x0E06: RECEIVED_UTC,
        },
        (attached_file("tekening.pdf", b"%PDF-1.4" + bytes(6000)),),
    )
    return Mail(
        "outlook file",
        compound_file(folder),
        {"plot_area_m2": 50_000, "municipality": "GM1731", "grid_demand_kw": 800},
        attachments=("tekening.pdf",),
        file_name="bericht.msg",
    )


def _large() -> Mail:
    mail = _mail("Kim <kim@kimstaal.example>", "Tekeningen", "Wij zoeken een kavel van 6 ha in Hoogeveen.\n")
    mail.add_attachment(BIG, maintype="application", subtype="pdf", filename="tekeningen.pdf")
    return Mail(
        "attachment of 15 MB",
        bytes(mail),
        {"plot_area_m2": 60_000, "municipality": "GM0118", "place": "Hoogeveen"},
        attachments=("tekeningen.pdf",),
    )


def _head(charset: str, coding: str = "8bit") -> bytes:
    lines = [f"Received: {each}" for each in RECEIVED]
    lines += [
        "From: =?utf-8?Q?Zo=C3=AB?= <zoe@zoebak.example>",
        f"Date: {SENT}",
        "Subject: =?iso-8859-1?Q?Ru=EFmte?=",
    ]
    lines += [
        "MIME-Version: 1.0",
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {coding}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


_CAFE: Final = (
    "Wij zijn een bakkerij met één filiaal en zoeken een pand van 900 m² in de gemeente Meppel.\r\n"
)


def _wrong_charset() -> Mail:
    return Mail(
        "utf-8 that calls itself latin-1",
        _head("iso-8859-1") + _CAFE.encode(),
        {"floor_area_m2": 900, "municipality": "GM0119", "sector": "bakkerij"},
        doubts=frozenset({"charset"}),
    )


def _broken_charset() -> Mail:
    return Mail(
        "cp1252 that calls itself utf-8",
        _head("utf-8") + _CAFE.encode("cp1252"),
        {"floor_area_m2": 900, "municipality": "GM0119", "sector": "bakkerij"},
        doubts=frozenset({"charset"}),
    )


def _unknown_charset() -> Mail:
    return Mail(
        "a charset that does not exist",
        _head("x-onbekend") + _CAFE.encode("cp1252"),
        {"floor_area_m2": 900, "municipality": "GM0119", "sector": "bakkerij"},
        doubts=frozenset({"charset"}),
    )


def _traps() -> Mail:
    text = """Beste,

Jan van Dalen en Anna de Vries zagen elkaar op 3 november 2026 in een café. Een mooi gesprek.
Ons contract 12345678 loopt tot 31-12-2027. De prijzen dalen, en een kavel kost nu 75 euro/m2.
De zonnepanelen op de loods leveren 200 MWh, de vrachtauto rijdt 80.000 km per jaar en haalt 80 km/h.
Graag uw reactie voor 1 december 2026.
"""
    return Mail("words that look like an answer", bytes(_mail("Jan <jan@home.nl>", "Gesprek", text)), {})


def _empty() -> Mail:
    return Mail(
        "no text",
        bytes(
            _mail("Ad <ad@adhal.example>", "Zie bijlage", "", "<html><body><img src='cid:1'></body></html>")
        ),
        {},
        doubts=frozenset({"text_missing"}),
    )


def _gmail_forward_html() -> Mail:
    html = """<div dir="ltr">Ter info<br><div class="gmail_quote"><div dir="ltr">
---------- Forwarded message ---------<br>
Van: <b>Ida Vos</b> &lt;<a href="mailto:ida@vosmetaal.example">ida@vosmetaal.example</a>&gt;<br>
Date: do 19 nov 2026 om 11:30<br>Subject: Hal<br>To: &lt;bo@gmail.com&gt;<br></div><br>
<div>Wij zijn een metaalbedrijf en zoeken een hal van 3.000 m2, vrije hoogte 8 m, in Gieten.</div>
<div>Het liefst 500 m2 kantoor erbij.</div></div></div>"""
    return Mail(
        "forwarded html, two floors",
        bytes(_mail("Bo <bo@gmail.com>", "Fwd: Hal", "", html)),
        {"height_dm": 80, "place": "Gieten", "sector": "metaalbewerking"},
        doubtful=frozenset({"floor_area_m2"}),
    )


MAILS: Final = tuple(
    make()
    for make in (
        _plain_dutch, _signature_and_reply, _english, _german, _html_only, _forwarded_by_nom,
        _forwarded_as_attachment, _conflicting, _range, _ambiguous_number, _winmail_in_mail, _winmail_alone,
        _outlook, _large, _wrong_charset, _broken_charset, _unknown_charset, _traps, _empty,
        _gmail_forward_html,
    )
)  # fmt: skip
