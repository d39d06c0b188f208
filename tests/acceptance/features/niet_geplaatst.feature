# language: nl
Functionaliteit: Een aanvraag die niet tot een plaatsing leidde
  Een medewerker sluit een aanvraag met de reden waarom het niet lukte; de redenen tellen mee in de jaarlijkse
  evaluatie (verhaal 34).

  Achtergrond:
    Gegeven vandaag is het 20 november 2026

  Abstract Scenario: De reden komt in het overzicht
    Gegeven een aanvraag "D-2026-0001" van 10 juli 2026 die na 20 uur is beantwoord
    Als "D-2026-0001" op 1 september 2026 als niet geplaatst wordt gesloten om "<reden>"
    Dan staat "D-2026-0001" op afgesloten
    En telt het kwartaal "2026-3" 1 aanvraag die niet geplaatst is om "<reden>"

    Voorbeelden:
      | reden            |
      | bestemmingsplan  |
      | omwonenden       |
      | tijd             |
      | arbeidsmarkt     |
      | andere reden     |

  Scenario: Zonder reden wordt niets vastgelegd
    Gegeven een aanvraag "D-2026-0001" van 10 juli 2026 die na 20 uur is beantwoord
    Als "D-2026-0001" zonder reden als niet geplaatst wordt gesloten
    Dan wordt dat geweigerd, want de reden ontbreekt
    En staat "D-2026-0001" op beantwoord

  Scenario: Voor het antwoord kan een aanvraag niet verloren zijn
    Gegeven een aanvraag "D-2026-0001" van 10 juli 2026 die nog open is
    Als "D-2026-0001" op 1 september 2026 als niet geplaatst wordt gesloten om "tijd"
    Dan wordt dat geweigerd, want er is nog geen antwoord
