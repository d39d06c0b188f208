# language: nl
Functionaliteit: Eén aanspreekpunt
  Elke aanvraag heeft op elk moment precies één behandelaar. Van elke gemeente en parkmanagementorganisatie is
  bekend wie te bellen is; wie ontbreekt, is zichtbaar (verhaal 11).

  Scenario: Een aanvraag heeft één behandelaar, en wordt uitdrukkelijk overgedragen
    Gegeven een aanvraag van Anna de Vries
    Dan is Anna de Vries de enige behandelaar
    Als de aanvraag wordt overgedragen aan M. Jansen
    Dan is M. Jansen de enige behandelaar
    En staat in de tijdlijn dat Anna de Vries de aanvraag overdroeg aan M. Jansen

  Scenario: Een aanvraag kan niet zonder behandelaar
    Gegeven een aanvraag van Anna de Vries
    Als de aanvraag aan niemand wordt overgedragen
    Dan is Anna de Vries de enige behandelaar

  Scenario: Alle gemeenten staan in de lijst, ook die zonder accountmanager
    Gegeven een accountmanager met telefoon in Emmen
    En een accountmanager zonder telefoon in Assen
    Dan toont de lijst 12 gemeenten
    En is in Emmen iemand te bellen
    En ontbreekt in Assen wie te bellen is
    En ontbreekt in Coevorden wie te bellen is

  Scenario: Ook van elke parkmanagementorganisatie is zichtbaar wie te bellen is
    Gegeven een accountmanager met telefoon in Emmen
    En Parkmanagement Bargermeer met een parkmanager met telefoon
    En Parkmanagement Zonderbel met een parkmanager zonder telefoon
    Dan toont de lijst 12 gemeenten
    En staan daarna de parkmanagementorganisaties Parkmanagement Bargermeer en Parkmanagement Zonderbel
    En is bij Parkmanagement Bargermeer de parkmanager te bellen
    En ontbreekt bij Parkmanagement Zonderbel wie te bellen is

  Scenario: Een parkmanagementorganisatie zonder parkmanager blijft in de lijst
    Gegeven Parkmanagement Leeg waarvan niemand bekend is
    Dan ontbreekt bij Parkmanagement Leeg wie te bellen is
