"""The places where the words of a thing that is searched can stand."""

from __future__ import annotations

from enum import StrEnum


class TextField(StrEnum):
    """Where words stand, the weightiest first."""

    NAME = "name"
    TITLE = "title"
    COMPANY = "company"
    PLACE = "place"
    REQUEST = "request"
    CONTACTS = "contacts"
    NOTES = "notes"
    TIMELINE = "timeline"
    FILES = "files"
