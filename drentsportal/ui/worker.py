"""The one thread on which the windows of a workspace have their calls done, whichever of them asked."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class Worker:
    """Does calls one after another until the last of its users has left.

    One thread, because the database connection belongs to one thread and because two writes never need to
    overtake each other.
    """

    def __init__(self) -> None:
        """Start without any work; the thread begins with the first call."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="service")
        self._user_count = 0
        self.after_call: Callable[[object], None] | None = None
        """Told after each call who asked for it; on this thread, before its outcome is delivered."""

    def join(self) -> None:
        """Count one more user."""
        self._user_count += 1

    def leave(self) -> None:
        """Count one user less; the thread ends with the last."""
        self._user_count -= 1
        if not self._user_count:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, by: object, work: Callable[[], Result]) -> Future[Result]:
        """Queue work for a user."""
        return self._pool.submit(self._carry_out, by, work)

    def _carry_out(self, by: object, work: Callable[[], Result]) -> Result:
        try:
            return work()
        finally:
            if self.after_call is not None:
                self.after_call(by)
