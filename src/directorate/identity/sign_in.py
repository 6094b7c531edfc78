"""Signing in and out: passwords, throttling, browser sessions, one-time links.

Contexts here belong to no organization. Passwords are digested between transactions, never inside one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from directorate.identity import passwords, queries, tokens
from directorate.identity.errors import LinkNotValid, NotSignedIn, TooManyAttempts, WrongCredentials
from directorate.identity.models import SignInLink, User, UserSession
from directorate.kit import crypto
from directorate.kit.context import Context

WINDOW = timedelta(minutes=15)
LINK_LIFE = timedelta(minutes=15)
IDLE_LIFE = timedelta(days=3)
SEEN_EVERY = timedelta(minutes=5)

# Beside the pair of account and address: an address may stand for an office, an account may be guessed from many
# addresses; both get a multiple of what the pair gets.
ADDRESS_FACTOR = 5
ACCOUNT_FACTOR = 10


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a sign-in comes from."""

    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Attempts:
    """From which address a password is tried, and how many failures one account may have from there in a window."""

    address: str
    allowed: int


@dataclass(frozen=True, slots=True)
class NewSession:
    """A browser session just started, with the secrets its cookies carry; only their digests are stored."""

    token: str
    csrf: str
    life: timedelta


def email_key(email: str) -> str:
    """Return the form of an e-mail that accounts are found by."""
    return email.strip().lower()


def _subjects(key: str, address: str) -> dict[str, int]:
    """Return the throttled subjects of a sign-in, in the order they are locked, with their share of attempts."""
    return {
        crypto.digest(f"address:{address}"): ADDRESS_FACTOR,
        crypto.digest(f"account:{key}"): ACCOUNT_FACTOR,
        crypto.digest(f"pair:{address}:{key}"): 1,
    }


async def _take_attempt(ctx: Context, subjects: dict[str, int], allowed: int) -> None:
    """Count an attempt against each subject, or against none when one of them used up its window.

    Raises:
        TooManyAttempts: with `Retry-After`.
    """
    for subject, factor in subjects.items():
        after = ctx.now() - WINDOW
        if await queries.take_attempt(ctx, subject, window_after=after, allowed=allowed * factor):
            continue
        began = await queries.attempt_window(ctx, subject) or ctx.now()
        wait_s = max(1, int((began + WINDOW - ctx.now()).total_seconds()) + 1)
        raise TooManyAttempts(
            "Too many sign-ins failed for this account or from this address.",
            fix=f"Wait {-(-wait_s // 60)} minutes, then try again.",
            headers={"Retry-After": str(wait_s)},
        )


async def check_password(ctx: Context, *, email: str, password: str, attempts: Attempts) -> User:
    """Return whose e-mail and password these are. Unknown accounts take as long as known ones.

    Raises:
        WrongCredentials: they do not fit, or the person has no password.
        TooManyAttempts: too many failures before this one.
    """
    key = email_key(email)
    subjects = _subjects(key, attempts.address)
    async with ctx.begin() as attempt:
        await _take_attempt(attempt, subjects, attempts.allowed)
        user = await queries.user_by_email(attempt, key)
    if not await passwords.verify(user.password_hash if user else None, password) or user is None:
        raise WrongCredentials("No account has this e-mail and password.", fix="Check both, then try again.")
    if user.password_hash and passwords.outdated(user.password_hash):
        await queries.set_password(ctx, user.id, await passwords.make_hash(password), changed_at=None)
    address, account, pair = subjects
    await queries.return_attempts(ctx, [address, account])
    await queries.forget_attempts(ctx, pair)
    return user


async def start_session(
    ctx: Context, user_id: UUID, visitor: Visitor, *, life: timedelta, replaced: str | None = None
) -> NewSession:
    """Start a browser session; the one whose token is `replaced` ends."""
    if replaced:
        await queries.end_session(ctx, crypto.digest(replaced))
    await queries.forget_expired(ctx, user_id, attempts_before=ctx.now() - 4 * WINDOW)
    fresh = NewSession(tokens.new_secret(), tokens.new_secret(), life)
    ctx.session.add(
        UserSession(
            user_id=user_id,
            token_digest=crypto.digest(fresh.token),
            csrf_digest=crypto.digest(fresh.csrf),
            user_agent=visitor.user_agent[:300],
            address=visitor.address[:64],
            last_seen_at=ctx.now(),
            expires_at=ctx.now() + life,
        )
    )
    await ctx.session.flush()
    return fresh


async def find_session(ctx: Context, token: str) -> UserSession | None:
    """Return the live browser session of a cookie, and note that it is in use."""
    found = await queries.live_session(ctx, crypto.digest(token), seen_after=ctx.now() - IDLE_LIFE)
    if found is not None and found.last_seen_at < ctx.now() - SEEN_EVERY:
        await queries.touch_session(ctx, found.id)
    return found


async def end_session(ctx: Context, token: str) -> None:
    """End the browser session of a cookie; nothing happens when it ended before."""
    await queries.end_session(ctx, crypto.digest(token))


async def issue_link(ctx: Context, user_id: UUID, life: timedelta = LINK_LIFE) -> str:
    """Return the token of a link that signs a person in once, within `life`. Only its digest is stored."""
    token = tokens.new_secret()
    ctx.session.add(SignInLink(token_digest=crypto.digest(token), user_id=user_id, expires_at=ctx.now() + life))
    await ctx.session.flush()
    return token


async def use_link(ctx: Context, token: str) -> User:
    """Use up a one-time link and return whose it is. Of concurrent uses one wins.

    Raises:
        LinkNotValid: used, expired or never given out.
    """
    user_id = await queries.use_link(ctx, crypto.digest(token))
    user = await queries.user(ctx, user_id) if user_id else None
    if user is None:
        raise LinkNotValid(
            "The link was used before, or its time is over.",
            fix="Ask for a new link, or sign in with your password.",
        )
    return user


async def person(ctx: Context, user_id: UUID, *, issued_at: datetime | None = None) -> User:
    """Return the person a credential stands for.

    Raises:
        NotSignedIn: there is no such person any more, or the password changed after the token was issued.
    """
    user = await queries.user(ctx, user_id)
    if user is None or (issued_at and user.password_changed_at and issued_at < user.password_changed_at):
        raise NotSignedIn("Your sign-in has ended.", fix="Sign in again.", headers={"WWW-Authenticate": "Bearer"})
    return user
