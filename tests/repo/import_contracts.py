"""A contract type for import-linter, named in pyproject.toml."""

from typing import TYPE_CHECKING, Any, cast

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.protected import ProtectedContract

if TYPE_CHECKING:
    from importlinter.domain.imports import ModuleExpression


class OnlyContract(ProtectedContract):
    """Lets only the allowed importers import the protected packages.

    import-linter's own `protected` stops with an error when a protected package is
    imported by nobody at all. Here that is the same as keeping the rule.
    """

    type_name = "only"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 -- the signature is import-linter's
        """Check the rule for those protected packages that are imported."""
        # Declared as a field, set to the value read from the configuration.
        named = cast("set[ModuleExpression]", self.protected_modules)
        imported = {item for item in named if item.expression in graph.modules}
        self.protected_modules = cast("Any", imported)
        return super().check(graph, verbose)
