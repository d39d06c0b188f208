# language: nl
Functionaliteit: Het vestigingstraject volgen
  Een gemeente begeleidt een bedrijf van het kennismakingsgesprek tot een half jaar na de opening, en ziet per
  stap wat gedaan is, wat gepland is en wat te laat is (verhaal 19).

  Achtergrond:
    Gegeven een aanvraag voor een gebouw van 12 meter hoog
    En vandaag is het 20 november 2026

  Scenario: Het kennismakingsgesprek gaat over drie punten
    Als het "V1 Kennismakingsgesprek" is gepland op 1 december 2026 om 14:30 uur door "Anna de Vries"
    Dan is "V1 Kennismakingsgesprek" gepland
    En heeft "V1 Kennismakingsgesprek" 3 onderdelen
    Als het 2 december 2026 is geworden
    Dan is "V1 Kennismakingsgesprek" te laat

  Abstract Scenario: Een pakket is pas compleet met precies vier delen
    Als van "<pakket>" de eerste 3 delen zijn afgevinkt
    Dan kan "<pakket>" niet worden afgerond, want "<vierde>" staat nog open
    Als "<vierde>" is gedaan
    Dan kan "<pakket>" worden afgerond
    En heeft "<pakket>" 4 onderdelen

    Voorbeelden:
      | pakket                                | vierde                                    |
      | V3 Informatiepakket                   | Visitekaartje van de accountmanager       |
      | V4 Vervolggesprekken en tweede pakket | Lijst van documenten voor de vergunningen |

  Abstract Scenario: De bouwhoogte wordt vergeleken met wat is toegestaan
    Als de gekozen locatie <toegestaan> bouwhoogte toestaat volgens "Omgevingsplan"
    Dan is een vergunning voor afwijken <antwoord>

    Voorbeelden:
      | toegestaan | antwoord   |
      | 15 meter   | niet nodig |
      | 12 meter   | niet nodig |
      | 10 meter   | nodig      |
      | onbekende  | onbekend   |

  Scenario: Wat onbekend is, kan niet als gecontroleerd worden afgerond
    Als de gekozen locatie onbekende bouwhoogte toestaat volgens "Omgevingsplan"
    Dan kan de controle op de bouwhoogte niet worden afgerond
    Als een medewerker vastlegt dat een vergunning nodig is volgens "Omgevingsplan, artikel 4"
    Dan kan de controle op de bouwhoogte worden afgerond

  Scenario: Elk startgesprek heeft een contact en een datum
    Als "Startgesprek vergunningen" is gepland op 3 december 2026 zonder contact
    Dan kan "Startgesprek vergunningen" niet worden afgerond
    Als "Startgesprek vergunningen" is gepland op 3 december 2026 met "Loket vergunningen"
    Dan kan "Startgesprek vergunningen" worden afgerond
    En zijn er 3 startgesprekken

  Scenario: Van elke afspraak is bekend of die is nagekomen
    Als is afgesproken dat "de riolering klaar is" op 21 november 2026
    En het 22 november 2026 is geworden
    Dan is "Afspraak 1" te laat
    En kan "V7 Voortgang en afspraken" niet worden afgerond
    Als "Afspraak 1" niet is nagekomen, want "de aannemer was ziek"
    Dan kan "V7 Voortgang en afspraken" worden afgerond

  Abstract Scenario: Het werkbezoek is een half jaar na de opening
    Als de opening is gepland op <opening>
    Dan is het werkbezoek op <werkbezoek>

    Voorbeelden:
      | opening          | werkbezoek       |
      | 15 januari 2027  | 15 juli 2027     |
      | 31 augustus 2027 | 29 februari 2028 |
      | 31 oktober 2027  | 30 april 2028    |

  Scenario: Wat niet van toepassing is, heeft een reden
    Als "V2 Bestuurlijk contact" niet van toepassing is, want "het bedrijf wil dat niet"
    Dan is "V2 Bestuurlijk contact" niet van toepassing

  Scenario: De datums gaan naar de agenda, zonder de naam van het bedrijf
    Als de opening is gepland op 31 augustus 2027
    En de agenda van de aanvraag wordt gemaakt
    Dan staat het werkbezoek in de agenda op 29 februari 2028
    En staat de naam van het bedrijf niet in de agenda
