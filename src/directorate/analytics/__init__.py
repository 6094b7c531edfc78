"""Analytics: what the dashboard and reports show, as SQL over every domain's tables, read only. Owns no tables."""
