# language: nl
Functionaliteit: Het vestigingstraject volgen, in het venster
  Een medewerker begeleidt een bedrijf van het kennismakingsgesprek tot een half jaar na de opening. Het dossier toont
  per stap wat gedaan is, wat gepland is en wat te laat is (verhaal 19).

  Scenario: Van het kennismakingsgesprek tot het werkbezoek
    Gegeven het dossier van een bedrijf dat 12 meter hoog wil bouwen op 2026-11-20 10:00:00
    Als "V1 Kennismakingsgesprek" wordt gepland op 01-12-2026 om 14:30 met "Accountmanager Emmen"
    Dan staat bij "V1 Kennismakingsgesprek": "14:30 uur"
    Als van "V3 Informatiepakket" drie delen zijn afgevinkt en het pakket zelf wordt afgevinkt:
      | Algemene brochure           |
      | Hand-out van de presentatie |
      | Relevante factsheets        |
    Dan zegt het venster dat "Visitekaartje van de accountmanager" nog open staat
    En is "V3 Informatiepakket" nog niet gedaan
    Als "Visitekaartje van de accountmanager" en daarna "V3 Informatiepakket" worden afgevinkt
    Dan is "V3 Informatiepakket" gedaan, met precies 4 delen
    Als van "V4 Vervolggesprekken en tweede pakket" drie delen zijn afgevinkt en het pakket zelf wordt afgevinkt:
      | Subsidiemogelijkheden     |
      | Bouwvoorschriften         |
      | CAD-tekening van de kavel |
    Dan zegt het venster dat "Lijst van documenten voor de vergunningen" nog open staat
    Als "Lijst van documenten voor de vergunningen" en daarna "V4 Vervolggesprekken en tweede pakket" worden afgevinkt
    Dan is "V4 Vervolggesprekken en tweede pakket" gedaan, met precies 4 delen
    Als de gevraagde hoogte wordt vergeleken met wat op de locaties van de shortlist mag
    Dan staat bij "V5 Interne controle: is een vergunning voor afwijken nodig": "Vergunning voor afwijken: nodig"
    En staat bij "V5 Interne controle: is een vergunning voor afwijken nodig": "Gevraagde hoogte: 12 m"
    En staat bij "V5 Interne controle: is een vergunning voor afwijken nodig": "Leeuwerikveld-Oost: nodig; 10 m"
    En staat bij "V5 Interne controle: is een vergunning voor afwijken nodig": "Bedrijvenpark Peelo-Noord: niet nodig; 15 m"
    Als "Startgesprek vergunningen" wordt afgevinkt
    Dan zegt het venster dat er geen contact of datum is
    Als de drie startgesprekken zijn gepland en afgevinkt:
      | Startgesprek vergunningen   | 19-11-2026 | Loket vergunningen |
      | Startgesprek parkmanagement | 19-11-2026 | Parkmanager        |
      | Startgesprek nutsbedrijven  | 20-11-2026 | Netbeheerder       |
    En "V6 Startgesprekken" wordt afgevinkt
    Dan is "V6 Startgesprekken" gedaan, met precies 3 delen
    Als is afgesproken dat "de riolering klaar is" op 19-11-2026
    Dan is "Afspraak 1: de riolering klaar is" te laat
    Als "V7 Voortgang en afspraken" wordt afgevinkt
    Dan zegt het venster dat "Afspraak 1" nog open staat
    Als "Afspraak 1: de riolering klaar is" wordt afgevinkt
    Dan is "Afspraak 1: de riolering klaar is" nagekomen
    Als de opening is gepland op 31-08-2027
    Dan staat bij "Werkbezoek een half jaar na de opening": "29 feb. 2028 (half jaar na de opening)"
    Als de agenda van het traject wordt gemaakt
    Dan staat het werkbezoek in de agenda op 2028-02-29
    En staat de naam van het bedrijf of van een contact niet in de agenda
    Als het venster wordt gesloten en op 2028-03-01 09:00:00 weer wordt geopend
    Dan is "Werkbezoek een half jaar na de opening" te laat
    En is "V3 Informatiepakket" gedaan, met precies 4 delen
    En is "Afspraak 1: de riolering klaar is" nagekomen
