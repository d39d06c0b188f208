"""What the project is made of: its dependencies, the lock and the licence."""

import re

import pytest

from tests.repo.places import ROOT, pyproject

REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


def normalised(requirement: str) -> str:
    """Name of the package in a requirement, as package indexes compare names."""
    name = REQUIREMENT.match(requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def required_at_run_time() -> set[str]:
    """Normalised names of the packages that the program needs."""
    return {normalised(line) for line in pyproject()["project"]["dependencies"]}


LOCKS = (
    "requirements.lock",
    "requirements-build.lock",
    "requirements-servers.lock",
    "requirements-peers.lock",
)


def locked(name: str = "requirements.lock") -> dict[str, str]:
    """Text of a lock for each normalised name."""
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {normalised(entry): entry for entry in entries[1:]}


def test_each_dependency_has_its_reason() -> None:
    """The table lists exactly what is asked for, with both columns filled."""
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line[:2] == "| "]
    table = {normalised(cells[0].strip()): cells[1:] for cells in rows[1:]}
    assert set(table) == required_at_run_time()
    assert all(len(cells) == 2 and all(map(str.strip, cells)) for cells in table.values())


def test_each_dependency_has_an_upper_bound() -> None:
    """A next major version comes in by decision, not by chance."""
    loose = {"tzdata"}  # dated data, not an interface
    for line in pyproject()["project"]["dependencies"]:
        assert normalised(line) in loose or "<" in line or "==" in line, line


def test_everything_asked_for_is_locked() -> None:
    """Also the tools, and the build backend with what it needs."""
    project = pyproject()
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]
    assert {normalised(line) for line in asked} <= set(locked())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_exact_and_names_no_place(lock: str) -> None:
    """Versions and hashes, and nothing about where they were found."""
    for name, entry in locked(lock).items():
        assert re.match(r"[a-z0-9._-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", entry), name
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|\bfile:|--(extra-)?index|--find-links| @ |(?<!\w)/\w", text)


def version_of(entry: str) -> str:
    """Version in the text of a lock."""
    return entry.partition("==")[2].split(maxsplit=1)[0]


def test_what_is_frozen_is_what_is_tested() -> None:
    """The environment of the installers has everything that the program asks for, in the same versions."""
    frozen, tested = locked("requirements-build.lock"), locked()
    assert required_at_run_time() <= set(frozen)
    assert "pyinstaller" in frozen
    both = frozen.keys() & tested.keys()
    assert {name: version_of(frozen[name]) for name in both} == {
        name: version_of(tested[name]) for name in both
    }


def test_what_serves_in_tests_is_none_of_ours() -> None:
    """It is locked apart, in an environment of its own."""
    assert "pygeoapi" in locked("requirements-servers.lock")
    assert "pygeoapi" not in locked()


def test_what_benchmarks_compare_with_is_none_of_ours() -> None:
    """Both libraries are locked apart, in an environment of their own."""
    peers = {"pymcdm", "scikit-criteria"}
    assert peers <= set(locked("requirements-peers.lock"))
    assert peers.isdisjoint(locked())


def test_the_licence_is_complete() -> None:
    """EUPL 1.2: its title, fifteen articles and the appendix."""
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.\s?[A-Z]", text, flags=re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert "\nAppendix\n" in re.sub(r"^ +", "", text, flags=re.MULTILINE)
    assert pyproject()["project"]["license"] == "EUPL-1.2"
