"""Errors as OpenAI words them: `{"error": {"message", "type", "param", "code"}}`.

Reference: https://platform.openai.com/docs/guides/error-codes
"""

from dataclasses import dataclass

from pydantic import JsonValue, ValidationError

_CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}


@dataclass
class ApiError(Exception):
    """A refusal of a request, in the words of the API."""

    message: str
    status: int = 400
    code: str | None = None
    param: str | None = None

    def body(self) -> dict[str, JsonValue]:
        """The response body."""
        return {
            "error": {
                "message": self.message,
                "type": _kind(self.status),
                "param": self.param,
                "code": self.code or _CODES.get(self.status),
            }
        }


def _kind(status: int) -> str:
    if status == 429:
        return "rate_limit_error"
    return "invalid_request_error" if status < 500 else "server_error"


def error_body(status: int, message: str) -> dict[str, JsonValue]:
    """The body of an error of this status."""
    return ApiError(message, status=status).body()


def from_validation(error: ValidationError) -> ApiError:
    """The first thing that is wrong with a request body, as an API error."""
    first = error.errors(include_url=False, include_context=False)[0]
    param = ".".join(str(part) for part in first["loc"])
    if first["type"] == "json_invalid":
        return ApiError("We could not parse the JSON body of your request: " + first["msg"], param=None)
    if first["type"] == "missing":
        return ApiError(f"Missing required parameter: '{param}'.", code="missing_required_parameter", param=param)
    return ApiError(f"Invalid value for '{param}': {first['msg']}.", code="invalid_value", param=param)
