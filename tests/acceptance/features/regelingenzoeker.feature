# language: nl
Functionaliteit: Regelingen zoeken
  Een medewerker van het schakelpunt noemt bedrag, doel en omvang, en ziet welke regelingen passen, welke
  bijna, en welke verlopen zijn (verhaal 14).

  Achtergrond:
    Gegeven de meegeleverde regelingen
    En vandaag is het 20 november 2026

  Scenario: Voor € 75.000 innovatie past het Innovatiekrediet en niet het Microkrediet
    Als een bedrijf uit het mkb 75000 euro zoekt voor innovatie
    Dan past alleen "Innovatiekrediet"
    En "Microkrediet" past bijna, want het bedrag is 25000 euro te hoog
    En bij "Innovatiekrediet" staan verstrekker, voorwaarden, periode en bron

  Scenario: Voor € 300.000 past alleen het Ontwikkelkrediet
    Als een bedrijf uit het mkb 300000 euro zoekt voor groei
    Dan past alleen "Ontwikkelkrediet"
    En van de drie kredieten valt het bedrag alleen binnen "Ontwikkelkrediet"

  Scenario: Voor € 300.000 innovatie blijft het Ontwikkelkrediet als enige krediet over, met een vraag
    Als een bedrijf uit het mkb 300000 euro zoekt voor innovatie
    Dan past geen enkele regeling zonder vraag
    En van de drie kredieten valt het bedrag alleen binnen "Ontwikkelkrediet"
    En bij "Ontwikkelkrediet" is het doel na te vragen

  Abstract Scenario: De grenzen van de drie kredieten
    Als een bedrijf uit het mkb <bedrag> euro zoekt
    Dan passen van de drie kredieten: <kredieten>

    Voorbeelden:
      | bedrag | kredieten                          |
      | 9999   | geen                               |
      | 10000  | Microkrediet                       |
      | 49999  | Microkrediet                       |
      | 50000  | Microkrediet en Innovatiekrediet   |
      | 100000 | Innovatiekrediet en Ontwikkelkrediet |
      | 250000 | Innovatiekrediet en Ontwikkelkrediet |
      | 250001 | Ontwikkelkrediet                   |

  Scenario: Een verlopen regeling blijft zichtbaar en gaat nooit de deur uit
    Als een bedrijf uit het mkb 2000 euro zoekt voor innovatie
    Dan staat "Innovatietraject" bij verlopen
    En "Innovatietraject" kan niet worden bevestigd
    En in een uitgaand document staat geen regeling

  Scenario: Wat is bevestigd, mag in een advies
    Als "Innovatiekrediet" vandaag wordt bevestigd
    Dan staat in een uitgaand document alleen "Innovatiekrediet"
    En een jaar en een dag later staat er geen regeling meer in
