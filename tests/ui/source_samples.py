"""Remembered sources in every state, and a history with everything in it."""

from __future__ import annotations

from datetime import timedelta

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
from drentsportal.domain.message import message
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import PartialDate
from drentsportal.services.ports.ledger import DataStep
from tests.fakes import MOMENT_UTC, OFFICER

NOW_UTC = MOMENT_UTC
BERT = Actor("Bert Jansen", "Gemeente Meppel", Role.GEMEENTE)


def states() -> tuple[SourceState, ...]:
    """Return a fresh, a waiting, a failed and an unread source."""
    ibis = DataSource("ibis", "IBIS", DataSourceKind.FILE, "/data/ibis.gpkg", max_age_days=365)
    emmen = DataSource(
        "emmen",
        "Kavels Emmen",
        DataSourceKind.WFS,
        "https://kaart.emmen.example/wfs",
        "kavels",
        max_age_days=30,
    )
    grid = DataSource("net", "Capaciteitskaart", DataSourceKind.OGC_API, "https://net.example/api", "pc6")
    new = DataSource("leegstand", "Leegstand <b>vet</b>", DataSourceKind.FILE, "/data/leegstand.csv")
    waits = message("source.needs_review", sites=2)
    fault = message("error.source.no_web_address", address="https://net.example/api")
    return (
        SourceState(ibis, NOW_UTC, NOW_UTC - timedelta(days=3), 4, "ab" * 32),
        SourceState(emmen, NOW_UTC, NOW_UTC - timedelta(days=75), 2, "cd" * 32, waits),
        SourceState(grid, NOW_UTC, NOW_UTC - timedelta(days=400), 1, "ef" * 32, fault),
        SourceState(new),
    )


def steps() -> tuple[DataStep, ...]:
    """Return an undo, an edit, an import that was taken back, and one that counts."""
    undo = DataStep(4, NOW_UTC, OFFICER, "undo", "IBIS", "ibis_2023.gpkg", None, None, 3)
    taken_back = DataStep(3, NOW_UTC - timedelta(hours=1), OFFICER, "delivery", "IBIS", "ibis_2023.gpkg", 4)
    edit = DataStep(2, NOW_UTC - timedelta(days=1), BERT, "choice", "Gemeente Meppel", "", None)
    first = DataStep(1, NOW_UTC - timedelta(days=9), OFFICER, "delivery", "IBIS", "ibis_2022.gpkg", None)
    return (undo, taken_back, edit, first)


def edits() -> tuple[ValueChoice, ...]:
    """Return an edit that rests on an import."""
    return (
        ValueChoice(
            "p3",
            "net_ha",
            2,
            None,
            None,
            31.0,
            "Gemeente Meppel",
            PartialDate(2022, 11),
            BERT,
            NOW_UTC - timedelta(days=1),
            "nagemeten",
        ),
    )
