"""Mapping files that are written: the same again when read, refused while open, found by their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.projection import Reference
from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.sites.reference_fields import FILE_KINDS, REQUIRED_FIELDS, fields_of
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.geodata.drafting import mapping_of
from drentsportal.geodata.mapping import ENCODINGS, load_mapping
from drentsportal.geodata.mapping_writing import mapping_text
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.import_mapping import ColumnLinking
from drentsportal.services.mapping_draft import (
    DAY_FIRST,
    OPEN,
    REFUSE,
    SAME_TOTAL,
    UNKNOWN,
    ColumnDecision,
    MappingDraft,
)
from drentsportal.services.mapping_first_draft import choices_of, first_draft, is_area
from drentsportal.services.mapping_proposal import CodeWords
from drentsportal.services.place_decision import PlaceDecision, PlaceForm
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.fakes import FixedActor, FixedClock
from tests.unit.geodata.conftest import MAPPINGS, column, shared
from tests.unit.geodata.test_detection import PLOTS, plots_file

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.mapping_proposal import MappingProposal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = TEXTS.map(lambda text: text.replace("{", "(").replace("}", ")")).filter(bool)


VALUES = TEXTS.filter(lambda text: text.strip() and text != OPEN)


def places(names: list[str]) -> st.SearchStrategy[PlaceDecision]:
    """Make places in which nothing is open, of the columns with these names."""
    crs = st.sampled_from([each.value for each in Reference])
    signs = st.sampled_from(["", ",", "."])
    points = st.builds(
        PlaceDecision, st.just(PlaceForm.POINTS), st.just(names[0]), st.just(names[1]), crs=crs, decimal=signs
    )
    wkt = st.builds(
        PlaceDecision, st.just(PlaceForm.WKT), wkt=st.just(names[0]), crs=crs, swaps_axes=st.booleans()
    )
    none = st.just(PlaceDecision(PlaceForm.NONE))
    return none if OPEN in names[:2] else points | wkt | none


@st.composite
def drafts(draw: st.DrawFn) -> MappingDraft:
    """Make a draft of any columns in which nothing is open."""
    kind = draw(st.sampled_from(FILE_KINDS))
    specs = draw(st.lists(st.sampled_from(fields_of(kind)), unique_by=lambda spec: spec.id))
    names = draw(st.lists(NAMES, min_size=len(specs) + 2, max_size=len(specs) + 4, unique=True))
    columns = [ColumnDecision(name, is_confirmed=True) for name in names]
    for at, spec in enumerate(specs):
        choices = st.sampled_from([*choices_of(spec.id, CodeWords(), kind), UNKNOWN])
        codes = draw(st.lists(st.tuples(TEXTS, choices), max_size=4, unique_by=lambda pair: pair[0]))
        is_number = spec.type in {ValueType.REAL, ValueType.INTEGER}
        columns[at] = replace(
            columns[at],
            attribute_id=spec.id,
            unit=draw(st.sampled_from(["ha", "m2"])) if is_area(spec.id) else "",
            decimal=draw(st.sampled_from(["", ",", "."])) if is_number else "",
            dates=draw(st.sampled_from(["", DAY_FIRST])) if spec.type is ValueType.DATE else "",
            codes=tuple(codes),
            takes_proposed=draw(st.booleans()),
        )
    dated = draw(st.booleans())
    return MappingDraft(
        kind=kind,
        columns=tuple(columns),
        id_columns=(names[-1],),
        id_prefix=draw(NAMES | st.just("")),
        as_of_column=names[-2] if dated else "",
        as_of="" if dated else draw(st.dates()).isoformat(),
        as_of_dates=draw(st.sampled_from(["", DAY_FIRST])) if dated else "",
        source=draw(NAMES.filter(lambda text: text != OPEN)),
        title=draw(TEXTS.filter(lambda text: text != OPEN)),
        encoding=draw(st.sampled_from(["", *ENCODINGS])),
        parts=draw(st.sampled_from(["", REFUSE, SAME_TOTAL])),
        place=draw(st.none() | places(names)),
        fixed=tuple((field_id, draw(VALUES)) for field_id in REQUIRED_FIELDS.get(kind, ())),
    )


@given(drafts(), st.lists(TEXTS, max_size=3))
def test_a_mapping_that_is_written_is_the_same_when_read(
    tmp_path_factory: pytest.TempPathFactory, draft: MappingDraft, remarks: list[str]
) -> None:
    """A mapping that is written is the same when it is read, whatever names, codes and remarks hold."""
    mapping = mapping_of(draft, "eigen")
    path = tmp_path_factory.mktemp("law") / "eigen.toml"
    everywhere = dict.fromkeys(("", "source", "as_of", "attributes.name", "attributes.status.codes"), remarks)
    path.write_text(mapping_text(mapping, everywhere), encoding="utf-8", newline="\n")
    assert load_mapping(path) == mapping


def test_a_column_that_is_called_a_question_mark_is_no_open_question(tmp_path: Path) -> None:
    """Its heading is what the source wrote; a value or code with that sign is still asked about."""
    columns = tuple(ColumnDecision(*each, is_confirmed=True) for each in (("?", "name"), ("nr", "")))
    draft = MappingDraft("parks", columns, id_columns=("nr",), as_of="2026-01-01", source="Gemeente Emmen")
    path = tmp_path / "eigen.toml"
    text = mapping_text(mapping_of(draft, "eigen"), {})
    path.write_text(text, encoding="utf-8")
    assert [each.column for each in load_mapping(path).rules] == ["?"]
    path.write_text(
        f'{text}\n[attributes.status]\ncolumn = "s"\ncodes = {{ column = "?" }}\n', encoding="utf-8"
    )
    with pytest.raises(DataSourceError) as refused:
        load_mapping(path)
    assert refused.value.params["key"] == "attributes.status.codes.column"


@pytest.mark.parametrize("shipped", sorted(path.stem for path in MAPPINGS.glob("*.toml")))
def test_shipped_mappings_are_of_the_same_form(shipped: str, tmp_path: Path) -> None:
    """Shipped mappings can be written in the form in which they are read."""
    mapping = load_mapping(MAPPINGS / f"{shipped}.toml")
    written = tmp_path / "again.toml"
    bare = replace(mapping, rules=()) if mapping.native else mapping
    written.write_text(mapping_text(bare, {}), encoding="utf-8")
    assert load_mapping(written) == mapping


def _linking(folder: Path) -> tuple[ColumnLinking, GeoSiteReader]:
    reader = GeoSiteReader(MAPPINGS, own_mappings=folder / "own")
    return ColumnLinking(reader, FixedClock(), FixedActor()), reader


def _confirmed(draft: MappingDraft, **settings: object) -> MappingDraft:
    columns = tuple(replace(each, is_confirmed=True) for each in draft.columns)
    place = None if draft.place is None else PlaceDecision(PlaceForm.NONE)
    return replace(draft, columns=columns, **{"place": place, **settings})  # type: ignore[arg-type]  # fields by name


def test_confirmed_proposal_of_the_layer_gives_what_the_shipped_mapping_gives(
    tmp_path: Path, dutch: Language
) -> None:
    """The confirmed proposal of the national layer gives the same delivery as the shipped mapping."""
    path = shared("ibis_drenthe_2022.gpkg")
    linking, reader = _linking(tmp_path)
    shipped, _ = reader.read(path, ImportOptions(), NoProgress())
    proposal = linking.propose(path, ImportOptions(), NoProgress())
    draft = first_draft(proposal)
    draft = draft.with_column(draft.column("WLOC_TYPE").with_code("X", "X"))
    kept = linking.keep(proposal, _confirmed(draft, title="IBIS zelf"), dutch.text)
    assert kept == tmp_path / "own" / "ibis_zelf.toml"
    mine, report = reader.read(path, ImportOptions(), NoProgress())
    assert (report.mapping_id, report.source) == ("ibis_zelf", "IBIS-werklocaties (IPO)")
    assert replace(mine, mapping_id=shipped.mapping_id) == shipped


def _plots(folder: Path) -> tuple[ColumnLinking, GeoSiteReader, MappingProposal, MappingDraft]:
    linking, reader = _linking(folder)
    proposal = linking.propose(plots_file(folder, encoding="cp1252"), ImportOptions(), NoProgress())
    draft = first_draft(proposal)
    area = replace(draft.column("Oppervlakte"), unit="m2", decimal=",")
    draft = draft.with_column(area).with_column(draft.column("Status").with_code("Verkocht o.v.", "sold"))
    return linking, reader, proposal, _confirmed(draft, title="Kavels Emmen", source="Emmen", as_of="2026-11")


def test_answers_are_kept_and_used_for_the_next_delivery(tmp_path: Path, dutch: Language) -> None:
    """Answers are kept in a readable file, which says who gave them, and used for the next delivery."""
    linking, reader, proposal, draft = _plots(tmp_path)
    kept = linking.keep(proposal, draft, dutch.text)
    text = kept.read_text(encoding="utf-8")
    assert "Vastgesteld door Anna de Vries (Provincie Drenthe)" in text
    assert "?" not in [line.partition("=")[2].strip(' "') for line in text.splitlines()]
    options = ImportOptions(accepted=frozenset({"without_geometry"}))
    delivery, report = reader.read(tmp_path / "kavels_emmen.csv", options, NoProgress())
    assert report.mapping_id.startswith("kavels_emmen+")
    assert column(delivery, "name")[0] == "Kavel één"
    assert column(delivery, "area_m2") == [12_500, 3_400, 8_000, 950]
    assert column(delivery, "price_eur_m2") == [65.0, 67.5, None, 1070.0]
    assert column(delivery, "status") == ["available", "option", "sold", "reserved"]
    assert column(delivery, "available_from") == ["2027-03-01", "2027-04-01", None, "2026-12-15"]
    assert column(delivery, "municipality_code") == ["GM0114", "GM0114", "GM0106", "GM0114"]
    assert {date.iso for date in delivery.batches[0].as_of} == {"2026-11"}


def test_trial_reads_every_row_and_counts_what_cannot_be_read(tmp_path: Path) -> None:
    """A trial reads every row, shows the first twenty, and counts what cannot be read."""
    rows = "".join(f"N{n};Naam {n};{'veel' if n % 10 == 0 else n};Optie\n" for n in range(1, 101))
    path = plots_file(tmp_path, f"kavelnr;naam;opp_m2;status\n{rows}")
    linking, _ = _linking(tmp_path)
    proposal = linking.propose(path, ImportOptions(), NoProgress())
    trial = linking.try_draft(path, ImportOptions(), first_draft(proposal), NoProgress())
    area = trial.column("opp_m2")
    assert area is not None
    assert (trial.row_count, len(trial.rows), trial.unreadable_rows) == (100, 20, 10)
    assert (area.stated, area.unreadable, area.samples[0].before) == (100, 10, "veel")
    assert area.samples[0].is_unreadable
    assert trial.ids[0] == "kavels-emmen-N1"


def test_what_is_open_in_a_column_is_said_and_not_guessed(tmp_path: Path) -> None:
    """A column with an open question shows its values as they are, and says what is open."""
    linking, _ = _linking(tmp_path)
    path = plots_file(tmp_path)
    proposal = linking.propose(path, ImportOptions(), NoProgress())
    trial = linking.try_draft(path, ImportOptions(), first_draft(proposal), NoProgress())
    tried = trial.column("Oppervlakte")
    assert tried is not None
    assert tried.problem is not None
    assert (tried.samples, trial.rows[0][2].before, trial.rows[0][2].after) == ((), "12.500", None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"source": OPEN}, "source"), ({"as_of": OPEN}, "as_of"), ({"id_columns": ()}, "id_columns")],
)
def test_a_draft_with_an_open_question_is_not_kept(
    tmp_path: Path, dutch: Language, changed: dict[str, object], field: str
) -> None:
    """A draft with an open question is not kept."""
    linking, _, proposal, draft = _plots(tmp_path)
    with pytest.raises(InputError) as told:
        linking.keep(proposal, replace(draft, **changed), dutch.text)  # type: ignore[arg-type]  # fields by name
    assert (told.value.message_id, told.value.field) == ("error.mapping.still_open", field)
    assert not (tmp_path / "own").exists()


def test_a_mapping_of_that_name_is_not_written_over(tmp_path: Path, dutch: Language) -> None:
    """A mapping of that name is not written over; nor may it take the name of a shipped one."""
    linking, _, proposal, draft = _plots(tmp_path)
    linking.keep(proposal, draft, dutch.text)
    for title in ("Kavels Emmen", "ibis national"):
        with pytest.raises(InputError) as told:
            linking.keep(proposal, replace(draft, title=title), dutch.text)
        assert told.value.message_id == "error.mapping.exists"


def test_two_own_mappings_that_fit_are_a_question(tmp_path: Path, dutch: Language) -> None:
    """Two own mappings that fit are a question."""
    linking, reader, proposal, draft = _plots(tmp_path)
    linking.keep(proposal, draft, dutch.text)
    linking.keep(proposal, replace(draft, title="Anders"), dutch.text)
    with pytest.raises(QuestionError) as asked:
        reader.read(tmp_path / "kavels_emmen.csv", ImportOptions(), NoProgress())
    assert asked.value.choices == ("anders", "kavels_emmen")
    dutch.text(asked.value)


def test_own_mapping_that_cannot_be_read_is_told_and_stops_nothing(tmp_path: Path, dutch: Language) -> None:
    """An own mapping that cannot be read is told, and does not stop the import of another file."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "kapot.toml").write_text('id = "kapot"\nkind = "?"\n', encoding="utf-8")
    _, reader = _linking(tmp_path)
    _, report = reader.read(shared("ibis_drenthe_2022.gpkg"), ImportOptions(), NoProgress())
    told = [dutch.text(note) for note in report.notes if note.id == "note.own_mapping_unread"]
    assert len(told) == 1
    assert "regel 2" in told[0]


def test_proposal_on_file_is_refused_by_line_until_it_is_answered(tmp_path: Path, dutch: Language) -> None:
    """A proposal that is written is refused, by line and key, until a person answered and confirmed it."""
    linking, reader = _linking(tmp_path)
    path = plots_file(tmp_path, PLOTS)
    proposal = linking.propose(path, ImportOptions(), NoProgress())
    draft = replace(first_draft(proposal), place=PlaceDecision(PlaceForm.NONE))
    out = linking.keep_proposal(proposal, draft, dutch.text, tmp_path / "voorstel.toml")
    answers = {
        'source = "?"': 'source = "Gemeente Emmen"',
        'value = "?"': 'value = "2026-11"',
        'unit = "?"': 'unit = "m2"',
        'decimal = "?"': 'decimal = ","',
        '"Verkocht o.v." = "?"': '"Verkocht o.v." = ""',
        "confirmed = false": "confirmed = true",
    }
    options = ImportOptions(mapping=str(out), accepted=frozenset({"without_geometry"}))
    keys = []
    for question, answer in answers.items():
        with pytest.raises(DataSourceError) as told:
            reader.read(path, options, NoProgress())
        text = out.read_text(encoding="utf-8")
        assert "BEANTWOORD" in text
        assert question in text.split("\n")[int(str(told.value.params["line"])) - 1]
        dutch.text(told.value)
        keys.append(told.value.params["key"])
        out.write_text(text.replace(question, answer), encoding="utf-8")
    assert keys == [
        "source",
        "as_of.value",
        "attributes.area_m2.unit",
        "attributes.area_m2.decimal",
        "attributes.status.codes.Verkocht o.v.",
        "confirmed",
    ]
    delivery, _ = reader.read(path, options, NoProgress())
    assert column(delivery, "status") == ["available", "option", None, "reserved"]
    assert delivery.batches[0].as_of[0] == PartialDate(2026, 11)


def test_parts_of_one_site_are_asked_and_then_counted_once(tmp_path: Path, dutch: Language) -> None:
    """Parts of one site are asked, and with the answer counted once."""
    path = shared("ibis_rijssen_holten.json")
    linking, reader = _linking(tmp_path)
    shipped, _ = reader.read(path, ImportOptions(), NoProgress())
    proposal = linking.propose(path, ImportOptions(), NoProgress())
    draft = _confirmed(first_draft(proposal), title="Rijssen", parts=SAME_TOTAL, as_of="2004")
    linking.keep(proposal, draft, dutch.text)
    mine, report = reader.read(path, ImportOptions(), NoProgress())
    assert report.site_count == 20
    assert replace(mine, mapping_id=shipped.mapping_id) == shipped
