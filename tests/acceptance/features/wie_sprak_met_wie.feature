# language: nl
Functionaliteit: Wie sprak met wie
  De provincie weet wie met welk bedrijf sprak en waarover. Dat is intern en gaat niet naar buiten (verhaal 12).

  Achtergrond:
    Gegeven het bedrijf "Klompenpost B.V." met twee aanvragen onder een codenaam

  Scenario: Een contact is terug te vinden bij het bedrijf
    Als Anna de Vries van "Economie" met "J. Klomp" spreekt over "nieuwe hal" bij de eerste aanvraag
    En Anna de Vries van "Vergunningen" met "P. Vis" spreekt over "milieu" buiten een aanvraag om
    Dan staan bij "klompenpost" de contacten "nieuwe hal" en "milieu", met persoon, afdeling en dag
    En staat bij persoon "Vis" alleen het contact "milieu"
    En is op 2026-11-19 geen contact te vinden

  Scenario: Het contact gaat niet naar buiten
    Als Anna de Vries van "Economie" met "J. Klomp" spreekt over "nieuwe hal" bij de eerste aanvraag
    Dan staat in het aanvraagbestand en in de tijdlijn voor buiten niets van "nieuwe hal", "J. Klomp" of "Klompenpost"
    En heet de eerste aanvraag nog steeds naar haar codenaam
