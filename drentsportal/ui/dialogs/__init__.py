"""Dialogs: forms that are filled in and confirmed, and the one way in which errors are told."""
