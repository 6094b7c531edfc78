"""What goes wrong with connections."""

from directorate.kit.errors import Conflict, Invalid, NotFound, Unavailable


class UnknownProvider(NotFound):
    """No provider has this slug."""

    code, title = "unknown_provider", "There is no such provider"


class UnknownConnection(NotFound):
    """The organization has no such connection."""

    code, title = "unknown_connection", "There is no such connection"


class InvalidConnection(Invalid):
    """The configuration or the credentials break the provider's schema."""

    code, title = "invalid_connection", "The connection's fields are not valid"


class NameTaken(Conflict):
    """Another connection of the organization has this name."""

    code, title = "connection_name_taken", "This name is in use"


class NoEndpoint(Unavailable):
    """Nothing offers the capability now."""

    code, title = "no_endpoint", "No provider offers this now"
