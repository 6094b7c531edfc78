"""Directorate: an AI workforce platform that runs an agency."""

__version__ = "0.1.0"
