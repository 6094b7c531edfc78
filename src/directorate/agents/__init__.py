"""Agents: hire and configure them, assemble their context, run them, and keep the log of what they did.

Tables: `interactions` (one run of an agent: input, answer, cost, outcome) and `interaction_events` (its stream).
Events: `agent.referred`.
"""
