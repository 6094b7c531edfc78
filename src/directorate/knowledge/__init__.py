"""Files, documents, retrieval and memories."""
