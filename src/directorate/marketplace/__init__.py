"""Marketplace: the shipped catalogue, its one manifest header and loader, and what an organization has installed.

Tables: `installs` (an agent that is hired is an install of kind `agent`). Events: `agent.hired`.
"""
