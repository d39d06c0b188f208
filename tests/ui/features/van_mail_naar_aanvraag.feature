# language: nl
Functionaliteit: Van een e-mail naar een aanvraag, in het venster
  Het schakelpunt sleept een e-mail naar het venster en bevestigt wat klopt. De klok telt 24 klokuren vanaf de
  ontvangst, ook als de aanvraag later wordt vastgelegd (verhaal 4). Daarna kan het bedrijf worden
  doorverwezen (verhaal 6).

  Scenario: Ontvangen op vrijdag om 16.00 uur is uiterlijk zaterdag om 16.00 uur
    Gegeven het venster met de voorbeeldgegevens van Drenthe
    Als een e-mail van NOM van vrijdag 13 november 2026 om 16.00 uur naar het venster wordt gesleept
    Dan loopt er nog geen klok, want niemand heeft de ontvangst bevestigd
    En is van de twee genoemde gemeenten er geen gekozen
    Als ontvangst, weg en titel worden bevestigd
    Dan staat er dat het antwoord er uiterlijk op za 14 nov. 2026, 16.00 uur moet zijn
    Als Hoogeveen wordt gekozen en de aanvraag wordt gemaakt
    Dan hangen het bericht en zijn bijlage aan de aanvraag
    En staat de aanvraag als te laat in de lijst
    En is gezocht naar locaties in Hoogeveen
    En kan het bedrijf worden doorverwezen
