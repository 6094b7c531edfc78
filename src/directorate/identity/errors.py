"""What can go wrong in identity: each with a stable code and the next action in its message."""

from directorate.kit.errors import Conflict, Forbidden, Gone, Invalid, NotFound, RateLimited, Unauthenticated


class NotSignedIn(Unauthenticated):
    """The request carries no credential, or one that does not count any more."""

    code, title = "not_signed_in", "Sign in first"


class WrongCredentials(Unauthenticated):
    """E-mail and password do not fit together."""

    code, title = "wrong_credentials", "E-mail and password do not match"


class TooManyAttempts(RateLimited):
    """Too many failed sign-ins for this account or from this address."""

    code, title = "too_many_attempts", "Too many failed sign-ins"


class CrossSiteRequest(Forbidden):
    """A browser sent this on behalf of another site."""

    code, title = "cross_site_request", "This request came from another site"


class CsrfTokenWrong(Forbidden):
    """The X-CSRF-Token header is missing or not the one of this session."""

    code, title = "csrf_token_wrong", "The request could not be confirmed"


class OrganizationNotFound(NotFound):
    """No such organization, or not one of the caller's."""

    code, title = "organization_not_found", "There is no such organization"


class RoleTooLow(Forbidden):
    """The caller's role does not allow this."""

    code, title = "role_too_low", "Your role does not allow this"


class ScopeMissing(Forbidden):
    """The API key was not given the scope this call needs."""

    code, title = "scope_missing", "The API key lacks a scope"


class PersonNeeded(Forbidden):
    """Only a person may do this, not a program."""

    code, title = "person_needed", "Only a person may do this"


class InvalidRegistration(Invalid):
    """A field of a person or organization breaks a rule."""

    code, title = "invalid_details", "Some details are not valid"


class EmailTaken(Conflict):
    """An account with this e-mail exists."""

    code, title = "email_taken", "This e-mail has an account already"


class LinkNotValid(Gone):
    """The one-time link was used, has expired, or never existed."""

    code, title = "link_not_valid", "This sign-in link does not work any more"


class PasswordWrong(Invalid):
    """The current password is needed to set another, and this is not it."""

    code, title = "password_wrong", "The current password is not right"


class UnknownTimeZone(Invalid):
    """Not a name of the IANA time zone database."""

    code, title = "unknown_time_zone", "There is no such time zone"


class UnknownCurrency(Invalid):
    """Not a code of ISO 4217."""

    code, title = "unknown_currency", "There is no such currency"


class UnknownScope(Invalid):
    """Not a scope an API key can have."""

    code, title = "unknown_scope", "There is no such scope"


class MemberNotFound(NotFound):
    """Nobody of that id is a member of the organization."""

    code, title = "member_not_found", "There is no such member"


class AlreadyMember(Conflict):
    """The person to add is a member already."""

    code, title = "already_member", "This person is a member already"


class LastOwner(Conflict):
    """An organization keeps at least one owner."""

    code, title = "last_owner", "An organization needs an owner"


class ApiKeyNotFound(NotFound):
    """No such API key, or it was revoked."""

    code, title = "api_key_not_found", "There is no such API key"
