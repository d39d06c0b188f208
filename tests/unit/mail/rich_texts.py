"""Packs rich text as Outlook does, without looking for repetitions."""

from __future__ import annotations

import struct
import zlib

_BEGINNING = 207


def packed_rtf(text: bytes) -> bytes:
    """Pack a rich text: eight bytes to a control byte, and the token that ends it."""
    tokens = b""
    for at in range(0, len(text) - len(text) % 8, 8):
        tokens += b"\x00" + text[at : at + 8]
    rest = text[len(text) - len(text) % 8 :]
    end = (_BEGINNING + len(text)) % 4096 << 4
    tokens += bytes([1 << len(rest)]) + rest + struct.pack(">H", end)
    checksum = zlib.crc32(tokens, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack("<II4sI", len(tokens) + 12, len(text), b"LZFu", checksum) + tokens


def stored_rtf(text: bytes) -> bytes:
    """Keep a rich text unpacked, as Outlook may."""
    return struct.pack("<II4sI", len(text) + 12, len(text), b"MELA", 0) + text


WRAPPED_HTML = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \fbidis \deff0{\fonttbl
{\f0\fswiss Arial;}
{\f1\fmodern\fcharset238 Courier New CE;}}
{\colortbl\red0\green0\blue0;}
\uc1\pard\plain\deftab360 \f0\fs24
{\*\htmltag19 <html>}
{\*\htmltag34 <head>}
{\*\htmltag241 <style>p {width:99 ha}</style>}
{\*\htmltag41 </head>}
{\*\htmltag50 <body>}\htmlrtf \lang1043 7 ha verborgen\htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Beste Zo\'eb,
{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0
{\*\htmltag64 <p>}Wij zoeken een kavel van 2,5\u160?ha
 in de gemeente Emmen, prijs \u8364?{\*\mhtmltag84 <i>} 40.
{\*\htmltag84 <img src="https://volgen.example/a.gif?9ha">}
{\*\htmltag72 </p>}
{\*\htmltag58 </body>}
{\*\htmltag27 </html>}}"""
"""HTML that Outlook wrapped in rich text; every word of it is made up."""

PLAIN_RICH = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator Riched20;}"
    rb"{\info{\author Geheim 8 ha}}"
    rb"\viewkind4\uc1\pard\lang1043\f0\fs20 Geachte heer,\par\par Wij zoeken een kavel van 4 ha in Hoogeveen"
    rb" voor ons bedrijf.\par {\v verborgen 77 ha}{\pict\bin12 {{{5 ha}}}00}Kosten: \{laag\}"
    rb" \'80 10.\line\tab Groet\par}"
)
"""Rich text without HTML, with a picture in raw bytes and hidden words."""
