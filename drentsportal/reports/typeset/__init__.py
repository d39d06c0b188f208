"""How a document is set: type, theme, pages, tables, figures and marks."""
