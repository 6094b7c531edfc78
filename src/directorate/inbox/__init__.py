"""Inbox: what waits for a person or an agent to do. For now tasks; gates come to stand beside them.

Tables: `inbox_tasks`. Events: `task.created`, `task.settled`. Tools: `inbox.create_task`.
"""
