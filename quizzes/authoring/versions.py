"""Which draft a page was made from: the token that refuses a save over a newer one. Pure."""

NEW = "new"
"""The token of a page that creates something."""


def token(version_id: int | None, digest: str) -> str:
    """Names one state of a draft, or of the published version where there is no draft."""
    return NEW if version_id is None else f"{version_id}-{digest[:16]}"
