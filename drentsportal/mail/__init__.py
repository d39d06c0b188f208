"""Mails that came in: read as they are, nothing fetched, nothing opened."""
