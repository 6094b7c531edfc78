"""Reading uploaded files, run in a limited process of its own (see `worker.py`).

Everything below this package imports the standard library plus the one parser its file type needs, because the
process starts once per upload and its start time is paid by a person who waits.
"""
