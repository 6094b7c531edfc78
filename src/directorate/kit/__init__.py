"""What every domain stands on: context, database, errors, settings, HTTP, tools, events, crypto, clock, logs.

Owns the tables that belong to no domain: `outbox_events` and `idempotency_keys`. Emits nothing of its own.
"""
