"""What can go wrong with files, documents, tables and memories."""

from directorate.kit.errors import Conflict, Invalid, NotFound, TooLarge, Unavailable, UnsupportedMedia


class FileTooLarge(TooLarge):
    """The upload is over the limit."""

    code, title = "file_too_large", "The file is too large"


class FileEmpty(Invalid):
    """Nothing is in the file."""

    code, title = "file_empty", "The file is empty"


class FileTypeMismatch(UnsupportedMedia):
    """The name promises another type than the bytes are."""

    code, title = "file_type_mismatch", "The file is not what its name says"


class FileTypeUnsupported(UnsupportedMedia):
    """A type that is not read here."""

    code, title = "file_type_unsupported", "Files of this type cannot be read"


class FileEncrypted(Invalid):
    """A password protects the file."""

    code, title = "file_encrypted", "The file is protected by a password"


class FileMalformed(Invalid):
    """The file is damaged or breaks its own format."""

    code, title = "file_malformed", "The file is damaged"


class FileTooComplex(Invalid):
    """Reading the file would take more pages, cells, memory or time than are allowed."""

    code, title = "file_too_complex", "The file is too big to be read"


class UploadMalformed(Invalid):
    """The form holds no file."""

    code, title = "upload_malformed", "The upload holds no file"


class FileNotFound(NotFound):
    """No such file in this organization."""

    code, title = "file_not_found", "There is no such file"


class FileContentLost(Unavailable):
    """The row is there, the bytes are not: the data folder was changed from outside."""

    code, title, retryable = "file_content_lost", "The file's content is missing", False


class FileNotReadable(Conflict):
    """The file has no text or no table of the kind asked for."""

    code, title = "file_not_readable", "The file holds nothing of this kind"


class PagesNotFound(Invalid):
    """The named pages do not exist."""

    code, title = "pages_not_found", "There are no such pages"


class TableNotFound(NotFound):
    """The file has no table of that name."""

    code, title = "table_not_found", "There is no such table"


class TableQueryInvalid(Invalid):
    """The question to a table does not fit the table."""

    code, title = "table_query_invalid", "The question does not fit the table"


class ChartInvalid(Invalid):
    """The rows cannot be drawn as asked."""

    code, title = "chart_invalid", "This chart cannot be drawn"


class DocumentInvalid(Invalid):
    """The text cannot be written in the format asked for."""

    code, title = "document_invalid", "This document cannot be written"


class MemoryInvalid(Invalid):
    """The memory breaks a rule."""

    code, title = "memory_invalid", "The memory is not valid"


class MemoryNotFound(NotFound):
    """No such memory in this organization."""

    code, title = "memory_not_found", "There is no such memory"
