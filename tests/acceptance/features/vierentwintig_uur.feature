# language: nl
Functionaliteit: Binnen 24 uur antwoord
  Het schakelpunt ziet van elke aanvraag hoeveel tijd er nog is. De klok telt 24 klokuren vanaf de vraag; wie
  antwoordt, zet hem stil (verhaal 4).

  Abstract Scenario: De termijn is 24 klokuren, ook in het weekend en als de klok wordt verzet
    Gegeven een aanvraag die is ontvangen op <ontvangen>
    Dan moet het antwoord er zijn op <termijn>

    Voorbeelden:
      | ontvangen           | termijn             |
      | 2026-11-20 16:00:00 | 2026-11-21 16:00:00 |
      | 2026-03-28 16:00:07 | 2026-03-29 17:00:07 |
      | 2026-10-24 16:00:07 | 2026-10-25 15:00:07 |

  Scenario: De lijst toont de resterende tijd, met te laat bovenaan
    Gegeven een aanvraag die is ontvangen op 2026-11-20 16:00:00
    En nog een aanvraag die is ontvangen op 2026-11-19 15:00:00
    En nog een aanvraag die is ontvangen op 2026-11-20 10:00:00
    Als het 2026-11-20 17:00:00 is
    Dan staan de aanvragen in de lijst met -2, 17 en 23 uur over

  Scenario: Stilzetten kan alleen met een reden, en de reden blijft bewaard
    Gegeven een aanvraag die is ontvangen op 2026-11-20 16:00:00
    Als het 2026-11-20 18:00:00 is
    En de klok zonder reden wordt stilgezet
    Dan is dat geweigerd
    Als de klok wordt stilgezet omdat "het bedrijf zoekt gegevens uit"
    En het programma opnieuw wordt gestart
    En het 2026-11-21 00:00:00 is
    En de klok weer loopt
    Dan moet het antwoord er zijn op 2026-11-21 22:00:00
    En staat "het bedrijf zoekt gegevens uit" in de tijdlijn

  Scenario: Beantwoord is een aanvraag pas als er iets is verstuurd
    Gegeven een aanvraag die is ontvangen op 2026-11-20 16:00:00
    Als het 2026-11-20 19:00:00 is
    En de aanvraag als beantwoord wordt vastgelegd
    Dan is dat geweigerd
    Als het advies is gemaakt
    En de aanvraag als beantwoord wordt vastgelegd
    En het 2026-12-24 12:00:00 is
    Dan staat de klok stil op 3 uur bruto en 3 uur netto

  Scenario: Een computer die sliep geeft elke melding eenmaal
    Gegeven een aanvraag die is ontvangen op 2026-11-20 16:00:00
    En er is voor het laatst gekeken op 2026-11-20 17:00:00
    Als het 2026-11-21 15:00:00 is
    Dan zijn er meldingen bij 2 en 6 uur voor het einde
    En daarna zijn er geen nieuwe meldingen

  Scenario: Wie werkuren kiest, telt alleen werkuren
    Gegeven een instelling die alleen werkuren telt
    En een aanvraag die is ontvangen op 2026-12-24 15:00:00
    Dan moet het antwoord er zijn op 2026-12-30 15:00:00
