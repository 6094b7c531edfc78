"""Integrations: an organization's connections to outside providers, and where each capability is reached.

Table: `integration_connections`. Events: none yet. The only place that decides between sandbox and live.
"""
