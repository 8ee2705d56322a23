"""Which addresses a person may be sent back to. Pure."""

from urllib.parse import urlsplit


def is_local(address: str) -> bool:
    """Whether the address is a page of this site: one leading slash, no host, nothing a browser would read as one."""
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return False
    # Browsers drop tabs and line ends before they read an address.
    if any(ord(letter) < 32 for letter in address):
        return False
    return not urlsplit(address).netloc
