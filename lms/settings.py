"""Every setting, read once from the environment into a frozen value."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class SettingsError(Exception):
    """A variable is missing or wrong; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. docs/operators.md holds the same table in words.

    environment: ATTUNE_ENV, `development`, `production` or `test`.
    data: ATTUNE_DATA, the folder of the embedded database and of the generated secret.
    database_url: ATTUNE_DATABASE_URL, an SQLAlchemy address; default: SQLite in the data folder.
    secret_key: ATTUNE_SECRET_KEY, signs sessions; in production it must be given, otherwise it is made once and kept.
    company: ATTUNE_COMPANY, the name shown on pages and exports.
    time_zone: ATTUNE_TIME_ZONE, the named zone in which quarters and days begin and end.
    secure_cookies: ATTUNE_SECURE_COOKIES, `1` where the site is served over HTTPS; default in production.
    proxy_hops: ATTUNE_PROXY_HOPS, how many trusted proxies stand in front (their X-Forwarded-* headers are believed).
    log_level: ATTUNE_LOG_LEVEL, `INFO` by default.
    """

    environment: str
    data: Path
    database_url: str
    secret_key: str
    company: str
    time_zone: str
    secure_cookies: bool
    proxy_hops: int
    log_level: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Reads ATTUNE_* variables. Raises SettingsError with the variable's name and what it must be."""
        environment = environ.get("ATTUNE_ENV", "development")
        if environment not in {"development", "production", "test"}:
            raise SettingsError(f"ATTUNE_ENV is {environment!r}; it must be development, production or test.")
        data = Path(environ.get("ATTUNE_DATA", "data")).resolve()
        url = environ.get("ATTUNE_DATABASE_URL") or f"sqlite:///{data / 'attune.db'}"
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
        return cls(
            environment=environment,
            data=data,
            database_url=url,
            secret_key=_secret_key(environ, environment, data),
            company=environ.get("ATTUNE_COMPANY", "Attune"),
            time_zone=_time_zone(environ.get("ATTUNE_TIME_ZONE", "Asia/Shanghai")),
            secure_cookies=environ.get("ATTUNE_SECURE_COOKIES", "1" if environment == "production" else "0")
            == "1",
            proxy_hops=_whole_number(environ, "ATTUNE_PROXY_HOPS", 0),
            log_level=_log_level(environ.get("ATTUNE_LOG_LEVEL", "INFO").upper()),
        )


def _secret_key(environ: Mapping[str, str], environment: str, data: Path) -> str:
    if key := environ.get("ATTUNE_SECRET_KEY"):
        if len(key) < 32:
            raise SettingsError("ATTUNE_SECRET_KEY is shorter than 32 characters; use a long random value.")
        return key
    if environment == "production":
        raise SettingsError(
            "ATTUNE_SECRET_KEY is not set; production needs a long random value, kept secret."
        )
    path = data / "secret_key"
    try:
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text()
    except OSError as error:
        raise SettingsError(f"ATTUNE_DATA: cannot write to {data} ({error.strerror}).") from error


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"ATTUNE_TIME_ZONE is {name!r}; use a named zone such as Asia/Shanghai."
        ) from error
    return name


def _log_level(name: str) -> str:
    if name not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError(f"ATTUNE_LOG_LEVEL is {name!r}; it must be DEBUG, INFO, WARNING or ERROR.")
    return name


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, str(default))
    if not value.isdigit():
        raise SettingsError(f"{name} is {value!r}; it must be a whole number.")
    return int(value)
