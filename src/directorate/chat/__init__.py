"""Chat: conversations with hired agents, their messages, and the streams that survive a reload.

Tables: `sessions`, `messages`. Events: `chat.answered`.
"""
