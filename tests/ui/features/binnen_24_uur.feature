# language: nl
Functionaliteit: Binnen 24 uur antwoord, in het venster
  Een medewerker van het schakelpunt ziet in de lijst hoeveel tijd elke aanvraag nog heeft. De klok kan alleen met
  een reden worden stilgezet, en het antwoord zet hem voorgoed stil (verhaal 4).

  Scenario: De lijst toont de resterende tijd, met te laat bovenaan
    Gegeven het venster met zes aanvragen op dinsdag 17 november 2026 om 15.07 uur
    Dan staan in de lijst, van boven naar beneden:
      | 3 u 12 m te laat | Metaalbewerker zoekt 1,5 ha |
      | 0 u 48 m te laat | Groothandel in bouwstoffen  |
      | nog 5 u 20 m     | Watertransport met kade     |
      | nog 17 u 42 m    | Composietverwerker          |
      | nog 22 u 31 m    | Medische techniek, 600 m²   |
    En staat er "Te laat 2" boven de lijst
    Als er 5 uur en 21 minuten voorbijgaan
    Dan staan in de lijst, van boven naar beneden:
      | 8 u 33 m te laat | Metaalbewerker zoekt 1,5 ha |
      | 6 u 9 m te laat  | Groothandel in bouwstoffen  |
      | 0 u 1 m te laat  | Watertransport met kade     |
      | nog 12 u 21 m    | Composietverwerker          |
      | nog 17 u 10 m    | Medische techniek, 600 m²   |
    En staat er "Te laat 3" boven de lijst

  Scenario: Van e-mail tot antwoord, met het venster tussendoor gesloten
    Gegeven het venster met de voorbeeldgegevens van Drenthe op 2026-11-13 16:20:10
    Als van een e-mail die NOM om 16:00:10 stuurde een aanvraag wordt gemaakt
    Dan toont de lijst voor de aanvraag "nog 23 u 40 m"
    Als het 2026-11-13 17:00:10 is
    En iemand de klok zonder reden wil stilzetten
    Dan vraagt het venster om de reden en loopt de klok door
    Als de klok wordt stilgezet omdat "het bedrijf zoekt de hoogte uit"
    En het venster wordt gesloten en om 2026-11-13 19:00:10 weer wordt geopend
    Dan toont de lijst voor de aanvraag "stil, nog 23 u 0 m"
    En staat "het bedrijf zoekt de hoogte uit" in de tijdlijn als intern
    Als de klok weer gaat lopen
    En de best passende locatie op de shortlist komt
    En iemand de aanvraag als beantwoord wil vastleggen zonder te zeggen wat is verstuurd
    Dan vraagt het venster wat is verstuurd en is de aanvraag niet beantwoord
    Als het 2026-11-13 20:00:10 is
    En het advies in het venster wordt gemaakt
    En het verstuurde advies als antwoord wordt vastgelegd
    Dan staat de klok stil op "in 2 u 0 m"
    En zegt het dossier "Verstreken 4 u 0 m, zonder stilstand 2 u 0 m"
    En staat bij het antwoord het controlegetal van het advies dat is gemaakt
    Als het venster wordt gesloten en om 2026-12-14 09:00:00 weer wordt geopend
    Dan staat de klok stil op "in 2 u 0 m"
    En zegt het dossier "Verstreken 4 u 0 m, zonder stilstand 2 u 0 m"

  Scenario: Een aanvraag die al te laat is, kan worden stilgezet en weer lopen
    Gegeven het venster met zes aanvragen op dinsdag 17 november 2026 om 15.07 uur
    Als van "Groothandel in bouwstoffen" de klok wordt stilgezet omdat "wacht op de gemeente"
    En er 2 uur en 0 minuten voorbijgaan
    Dan toont de lijst voor de aanvraag "0 u 48 m te laat"
    Als de klok weer gaat lopen
    En er 0 uur en 30 minuten voorbijgaan
    Dan toont de lijst voor de aanvraag "1 u 18 m te laat"

  Scenario: De klok van een doorverwezen aanvraag loopt door tot het antwoord
    Gegeven het venster met zes aanvragen op dinsdag 17 november 2026 om 15.07 uur
    Als "Metaalbewerker zoekt 1,5 ha" wordt gekozen, die is doorverwezen
    Dan biedt het venster niet aan de klok stil te zetten
