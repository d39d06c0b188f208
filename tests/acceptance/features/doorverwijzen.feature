# language: nl
Functionaliteit: Doorverwijzen in plaats van verliezen
  Past in de eigen gemeente niets, dan komen passende locaties in andere gemeenten in beeld. De doorverwijzing
  wordt vastgelegd en telt mee in het kwartaaloverzicht (verhaal 6).

  Achtergrond:
    Gegeven de voorbeeldgegevens van Drenthe
    En de aanvraag van een logistiek bedrijf, met een match

  Scenario: De eigen gemeente heeft niets dat past
    Als Westerveld zoekt waar het bedrijf wel terecht kan
    Dan zijn er locaties buiten Westerveld, elk met een reden
    En geen van die locaties is toegezegd

  Scenario: De doorverwijzing is vastgelegd en telt mee
    Als Westerveld het bedrijf doorverwijst naar Hoogeveen omdat "het segment daar past"
    En NOM daarover op 2026-11-20 is ingelicht
    En Hoogeveen het bedrijf overneemt met als resultaat "kavel in optie"
    Dan staat er bij de aanvraag één doorverwijzing van Westerveld naar Hoogeveen, aangenomen
    En telt het kwartaaloverzicht 1 doorverwijzing van Westerveld naar Hoogeveen
    En loopt de klok door tot het antwoord
