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
