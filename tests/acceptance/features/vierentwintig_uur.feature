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

  Abstract Scenario: De nacht waarin de klok wordt verzet, van vraag tot antwoord
    Gegeven een aanvraag die is gevraagd op <zaterdag> 15:30:20 en ontvangen op <zaterdag> 16:00:07
    Dan moet het antwoord er zijn op <zondag> <termijn>
    Als het programma opnieuw wordt gestart
    En het <zaterdag> 17:00:00 is
    Dan is er nog 22:30:20 over
    Als het <zaterdag> 22:15:05 is
    En de klok wordt stilgezet omdat "het bedrijf zoekt gegevens uit"
    En het programma opnieuw wordt gestart
    En het <zondag> 01:59:59 is
    En de aanvraag wordt overgedragen aan M. Jansen
    En het programma opnieuw wordt gestart
    Dan is er nog 17:15:15 over
    En is <zondag> <voorlopig> de termijn als de klok nu weer zou lopen
    Als het <zondag> 09:30:35 is
    En de klok weer loopt
    En het programma opnieuw wordt gestart
    Dan moet het antwoord er zijn op <maandag> 02:45:50
    Als het <zondag> 10:00:00 is
    En de computer daarna slaapt tot <maandag> 01:00:00
    Dan is er nog 01:45:50 over
    En zijn er meldingen bij 2 en 6 uur voor het einde
    Als het <maandag> 02:00:17 is
    En het advies is gemaakt
    En de aanvraag als beantwoord wordt vastgelegd
    En het programma opnieuw wordt gestart
    En er daarna een maand voorbijgaat
    Dan was er nog 00:45:33 over
    En duurde het antwoord bruto <bruto> en netto 23:14:27
    En heeft M. Jansen de aanvraag
    En staan stilzetten, overdragen en beantwoorden in de tijdlijn

    Voorbeelden: de klok gaat een uur terug, en een uur vooruit
      | zaterdag   | zondag     | maandag    | termijn  | voorlopig | bruto    |
      | 2026-10-24 | 2026-10-25 | 2026-10-26 | 14:30:20 | 18:15:14  | 35:29:57 |
      | 2027-03-27 | 2027-03-28 | 2027-03-29 | 16:30:20 | 20:15:14  | 33:29:57 |
