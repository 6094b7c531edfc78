"""Files, documents, retrieval and memories: what an organization knows, and how agents find and cite it.

Owns the tables `files` (uploaded or written; contents on disk, by digest), `file_parts` (their pages and tables),
`documents` (what is searched: the knowledge base, and the text of files), `passages`, `postings` (the index of terms)
and `memories`. Files are read in a limited process (`extraction`). Emits no events.
"""
