"""Identity: organizations, members and their roles, browser sessions, tokens, API keys, audit events.

Tables: `organizations`, `users`, `memberships`, `user_sessions`, `sign_in_links`, `api_keys`, `audit_events`,
`login_attempts`. Events: none yet.

Verbs are in `service` (persons, organizations), `members`, `sign_in`, `keys` and `audit`. Routes of every domain get
their context by the dependencies in `access`.
"""
