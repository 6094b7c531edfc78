"""Typed tables in memory: what is asked (`clauses`), how cells are read (`columns`), how it is answered (`engine`)."""
