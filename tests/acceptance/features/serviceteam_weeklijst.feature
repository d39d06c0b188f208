# language: nl
Functionaliteit: Weeklijst van het serviceteam
  Het serviceteam van een gemeente ziet elke week welke aanvragen een open taak hebben, wie er aan zet is en
  wanneer het bedrijf voor het laatst iets hoorde (verhaal 29).

  Achtergrond:
    Gegeven vandaag is het 20 november 2026

  Scenario: Een aanvraag met open taken staat in de lijst van haar gemeente
    Gegeven een aanvraag "D-2026-0001" die naar "Emmen" is doorverwezen
    En zij heeft een open taak "bouwhoogte nagaan" voor "vergunningen" op 24 november 2026
    En zij heeft een open taak "netaansluiting vragen" voor "nutsbedrijf" op 22 november 2026
    En op 18 november 2026 is er contact geweest over "geheime plannen"
    Als de weeklijst wordt gemaakt
    Dan staat "D-2026-0001" in de lijst van "Emmen"
    En zijn daarbij de disciplines "nutsbedrijf, vergunningen"
    En is de volgende stap voor "nutsbedrijf" op 22 november 2026
    En was het laatste bericht op 18 november 2026

  Scenario: Wat de gemeente hoorde, hoorde het bedrijf nog niet
    Gegeven een aanvraag "D-2026-0001" die naar "Emmen" is doorverwezen
    En zij heeft een open taak "bouwhoogte nagaan" voor "vergunningen" op 24 november 2026
    En op 18 november 2026 is er contact geweest met "Gemeente Emmen"
    Als de weeklijst wordt gemaakt
    Dan staat "D-2026-0001" in de lijst van "Emmen"
    En was er nog geen laatste bericht

  Scenario: Wat klaar is, staat er niet meer in
    Gegeven een aanvraag "D-2026-0001" die naar "Emmen" is doorverwezen
    En zij heeft een taak "bouwhoogte nagaan" die klaar is
    Als de weeklijst wordt gemaakt
    Dan is de weeklijst leeg
    En telt zij 1 aanvraag zonder open taak

  Scenario: Een bestand noemt geen bedrijf en geen woord uit taken en contacten
    Gegeven een aanvraag "D-2026-0001" die naar "Emmen" is doorverwezen
    En zij heeft een open taak "bouwhoogte nagaan" voor "vergunningen" op 24 november 2026
    En op 18 november 2026 is er contact geweest over "geheime plannen"
    Als de weeklijst als bestand wordt gemaakt
    Dan staat er "D-2026-0001" in het bestand
    En staat "bouwhoogte" niet in het bestand
    En staat "geheime" niet in het bestand
    En staat "Voorbeeld BV" niet in het bestand
