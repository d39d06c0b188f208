# language: nl
Functionaliteit: Kwartaaloverzicht van het Rodeloper Overleg
  Het overleg komt vier keer per jaar bijeen en ziet dan aanvragen, antwoord binnen 24 uur, doorverwijzingen,
  plaatsingen, arbeidsplaatsen en investering (verhaal 33).

  Achtergrond:
    Gegeven vandaag is het 20 november 2026
    En een aanvraag "D-2026-0001" van 10 juli 2026 die na 20 uur is beantwoord
    En een aanvraag "D-2026-0002" van 11 juli 2026 die na 30 uur is beantwoord
    En een aanvraag "D-2026-0003" van 30 september 2026 die nog open is

  Scenario: Wat nog open is, telt niet mee in het deel binnen 24 uur
    Als het kwartaal "2026-3" wordt geteld
    Dan zijn er 3 aanvragen en 2 antwoorden
    En is 50 procent binnen 24 uur beantwoord
    En is er 1 aanvraag nog open
    En is de mediaan 25 uur

  Scenario: Onbekende arbeidsplaatsen en investering zijn geen nul
    Gegeven "D-2026-0001" is op 20 augustus 2026 in "Emmen" geplaatst met 60 arbeidsplaatsen
    En "D-2026-0002" is op 21 augustus 2026 in "Assen" geplaatst
    Als het kwartaal "2026-3" wordt geteld
    Dan zijn er 2 plaatsingen met samen 60 arbeidsplaatsen
    En is het aantal arbeidsplaatsen van 1 plaatsing onbekend
    En is de investering van alle plaatsingen onbekend

  Scenario: Een gewiste aanvraag blijft meetellen
    Als het kwartaal "2026-3" wordt geteld
    En "D-2026-0002" wordt gewist
    Dan is "D-2026-0002" zelf niet meer te vinden
    En geeft het kwartaal "2026-3" opnieuw dezelfde cijfers
