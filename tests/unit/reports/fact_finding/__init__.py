"""The papers of a fact-finding day."""
