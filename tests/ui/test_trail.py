"""Laws of the trail: back and forward lead where one was, and nowhere twice in succession."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from drentsportal.ui.trail import Trail
from drentsportal.ui.whereabouts import Whereabouts

_PLACES = st.builds(
    Whereabouts,
    st.sampled_from(["cases", "sites", "monitor"]),
    st.just(""),
    st.sampled_from(["", "a", "b"]),
)
_ACTS = st.lists(st.one_of(_PLACES, st.sampled_from(["back", "forward"])), max_size=30)
SITES_A, SITES_B = Whereabouts("sites", "", "a"), Whereabouts("sites", "", "b")
MONITOR, CASE = Whereabouts("monitor", "", ""), Whereabouts("case", "D-2026-0001", "")


def _walked(acts: list[Whereabouts | str], most: int = 50) -> Trail:
    trail = Trail(most)
    for act in acts:
        if isinstance(act, Whereabouts):
            trail.visit(act)
        elif act == "back":
            trail.back()
        else:
            trail.forward()
    return trail


def _all_behind(trail: Trail) -> list[Whereabouts]:
    found = []
    while (place := trail.back()) is not None:
        found.append(place)
    return found


@given(_ACTS)
def test_back_and_forward_again_is_where_one_was(acts: list[Whereabouts | str]) -> None:
    """From wherever there is something behind."""
    trail = _walked(acts)
    here, behind, ahead = trail.here, trail.behind, trail.ahead
    if behind is not None:
        assert trail.back() == behind
        assert trail.forward() == here
        assert (trail.here, trail.behind, trail.ahead) == (here, behind, ahead)


@given(_ACTS, st.integers(1, 4))
def test_the_trail_is_bounded_and_never_repeats_itself(acts: list[Whereabouts | str], most: int) -> None:
    """No place lies next to itself, and no more are kept than asked."""
    trail = _walked(acts, most)
    here = trail.here
    places = [*([here] if here is not None else []), *_all_behind(trail)]
    assert len(places) <= most + 1
    assert all(one != next_one for one, next_one in pairwise(places))


@given(_ACTS, st.sampled_from("ab"))
@example([MONITOR, SITES_B, MONITOR, "back"], "b")
def test_what_is_gone_is_passed_over(acts: list[Whereabouts | str], gone: str) -> None:
    """Neither behind nor ahead is left anything of it, and nothing lies next to itself."""
    trail = _walked(acts)
    trail.keep(lambda place: place.site_id != gone)
    while trail.forward() is not None:
        pass
    here = trail.here
    places = [*([here] if here is not None else []), *_all_behind(trail)]
    assert all(place.site_id != gone for place in places)
    assert all(one != next_one for one, next_one in pairwise(places))


def test_a_new_place_forgets_what_lay_ahead() -> None:
    """As everywhere where one goes back and forward."""
    trail = _walked([SITES_A, SITES_B, "back", MONITOR])
    assert (trail.behind, trail.here, trail.ahead) == (SITES_A, MONITOR, None)


def test_a_screen_and_the_first_site_on_it_are_one_place() -> None:
    """Who opens a case and then chooses a site goes back to what was before the case."""
    on_site = Whereabouts("case", "D-2026-0001", "a")
    trail = _walked([MONITOR, CASE, on_site, CASE])
    assert (trail.behind, trail.here) == (MONITOR, on_site)


def test_a_place_is_told_as_one_comes_back_to_it() -> None:
    """Beside the sites no case counts, a case on its way to the screen is no place yet."""
    assert Whereabouts("sites", "D-2026-0001", "a").as_looked_at == SITES_A
    assert Whereabouts("cases", "", "a").as_looked_at == Whereabouts("cases", "", "")
    assert Whereabouts("cases", "D-2026-0001", "").as_looked_at is None
    assert Whereabouts("case", "", "").as_looked_at is None
