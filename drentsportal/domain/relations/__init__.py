"""Who the province speaks with: companies, gemeenten, partners, and what was said."""
