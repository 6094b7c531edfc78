"""The model gateway, the only way to a language model: budget, cache, route, call, record.

Tables: `cost_entries` (the one ledger of costs), `budgets`, `budget_periods`, `response_cache`. Events: none yet.
"""
