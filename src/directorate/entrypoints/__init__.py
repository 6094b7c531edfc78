"""The composition root: the API, the worker, the command line. Nothing imports these."""
