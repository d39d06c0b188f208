# language: nl
Functionaliteit: Doorverwijzen in plaats van verliezen, in het venster
  Past in de eigen gemeente niets, dan toont het venster waar het bedrijf wel terecht kan. De doorverwijzing wordt
  vastgelegd met wie, waarheen en waarom, en telt mee in het kwartaaloverzicht (verhaal 6).

  Scenario: Van het zoeken buiten de eigen gemeente tot het kwartaaloverzicht
    Gegeven het venster met de aanvraag van een logistiek bedrijf, met een match, op 2026-11-20 16:00:00
    Als Westerveld zoekt waar het bedrijf wel terecht kan
    Dan noemt het venster locaties in andere gemeenten dan Westerveld
    En zegt het venster dat dit geen toezegging is
    Als dat bij de aanvraag wordt bewaard
    Dan staat in de tijdlijn dat is gezocht waar het bedrijf terecht kan
    Als iemand het bedrijf wil doorverwijzen naar Hoogeveen zonder te zeggen waarom
    Dan vraagt het venster waarom en is er niets doorverwezen
    Als Westerveld het bedrijf doorverwijst naar Hoogeveen omdat "het segment daar past"
    Dan is de doorverwijzing naar Hoogeveen "nog niet bekend"
    En staat daarbij "doorverwezen door Westerveld"
    En staat daarbij "NOM nog niet ingelicht"
    Als daarvan bekend wordt: "aangenomen", NOM ingelicht op 20-11-2026, met als resultaat "kavel in optie"
    En het venster wordt gesloten en weer geopend
    Dan is de doorverwijzing naar Hoogeveen "aangenomen"
    En staat daarbij "het segment daar past"
    En staat daarbij "kavel in optie"
    En staat daarbij "doorverwezen door Westerveld"
    En staat daarbij "NOM ingelicht op 20 nov. 2026"
    En loopt de klok van de aanvraag door
    Als het kwartaaloverzicht van het lopende kwartaal wordt geopend
    Dan staat onder de doorverwijzingen 1 van Westerveld naar Hoogeveen, waarvan 1 aangenomen
