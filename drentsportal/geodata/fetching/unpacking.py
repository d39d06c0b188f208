"""Unpacks gzip in bounded blocks, so that a small answer cannot become a huge one unseen."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK_BYTES: Final = 65_536
_PACKED: Final = frozenset({"gzip", "x-gzip"})
_PLAIN: Final = frozenset({"", "identity"})


class Unpacker:
    """Takes an answer block by block, as ``Content-Encoding`` says."""

    def __init__(self, encoding: str) -> None:
        """Keep the encoding. Raises ``zlib.error`` for one that we did not ask for."""
        kind = encoding.strip().lower()
        if kind not in _PACKED | _PLAIN:
            raise zlib.error(kind)
        self._packed = zlib.decompressobj(16 + zlib.MAX_WBITS) if kind in _PACKED else None

    def blocks(self, block: bytes) -> Iterator[bytes]:
        """Give the content of one received block in parts of at most ``BLOCK_BYTES``.

        Raises ``zlib.error`` for damaged content.
        """
        if self._packed is None:
            yield block
            return
        while block and not self._packed.eof:
            yield self._packed.decompress(block, BLOCK_BYTES)
            block = self._packed.unconsumed_tail

    @property
    def is_complete(self) -> bool:
        """Whether the content has come to its own end."""
        return self._packed is None or self._packed.eof
