"""The colour tokens hold WCAG 2.2 AA by day and by night: 4.5:1 for text, 3:1 for controls, focus and signs."""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[1] / "lms/static/css/10-tokens.css"
SURFACES = ("paper", "paper-raised", "paper-sunken")
MEANINGS = ("good", "attention", "wrong", "info", "accent")

TEXT_PAIRS = (
    [(text, surface) for text in ("ink", "ink-muted", *MEANINGS, "accent-strong") for surface in SURFACES]
    + [(text, f"{meaning}-soft") for meaning in MEANINGS for text in (meaning, "ink", "ink-muted")]
    + [("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("accent-strong", "accent-soft")]
    + [("paper-raised", "wrong")]
)
CONTROL_PAIRS = [
    (edge, surface)
    for edge in ("line-strong", "focus")
    for surface in (*SURFACES, *(f"{meaning}-soft" for meaning in MEANINGS))
]

Channels = tuple[float, float, float]


def linear_srgb(lightness: float, chroma: float, hue: float) -> Channels:
    """OKLCH (lightness 0 to 1, hue in degrees) as linear sRGB, by the matrices of CSS Color 4."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def from_hex(code: str) -> Channels:
    """#rrggbb as linear sRGB."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return linear(red), linear(green), linear(blue)


def linear(channel: float) -> float:
    """One sRGB channel without its gamma."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: Channels, other: Channels) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(channels: Channels) -> float:
    """WCAG's relative luminance of linear sRGB."""
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_schemes() -> dict[str, dict[str, Channels]]:
    """Token → colour for day, night, and for browsers without light-dark()."""
    sheet = TOKENS.read_text()
    colour = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
    schemes: dict[str, dict[str, Channels]] = {"day": {}, "night": {}, "plain": {}}
    for name, *parts in re.findall(rf"--([\w-]+): light-dark\({colour}, {colour}\);", sheet):
        day, night = [float(part) for part in parts[:3]], [float(part) for part in parts[3:]]
        schemes["day"][name] = linear_srgb(day[0] / 100, day[1], day[2])
        schemes["night"][name] = linear_srgb(night[0] / 100, night[1], night[2])
    for name, code in re.findall(r"--([\w-]+): #([0-9a-f]{6});", sheet):
        schemes["plain"][name] = from_hex(code)
    return schemes


SCHEMES = read_schemes()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_what_it_stands_on(scheme: str) -> None:
    colours = SCHEMES[scheme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(scheme: str) -> None:
    colours = SCHEMES[scheme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in CONTROL_PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", ["day", "night"])
def test_every_colour_can_be_shown_by_every_screen(scheme: str) -> None:
    """Outside sRGB a browser would pick another colour than the one measured here."""
    outside = {
        name: channels
        for name, channels in SCHEMES[scheme].items()
        if any(not -0.002 <= channel <= 1.002 for channel in channels)
    }
    assert outside == {}


def test_a_plain_colour_is_the_day_colour() -> None:
    """The hexadecimal fallback may not drift from the scale."""
    for name, channels in SCHEMES["plain"].items():
        assert channels == pytest.approx(SCHEMES["day"][name], abs=0.02), name
    assert SCHEMES["plain"].keys() == SCHEMES["day"].keys()


def test_known_colours_have_their_known_contrast() -> None:
    """The measuring itself: white on black is 21:1, and #777777 on white is WCAG's well-known 4.48."""
    assert contrast(from_hex("ffffff"), from_hex("000000")) == pytest.approx(21)
    assert contrast(from_hex("ffffff"), from_hex("777777")) == pytest.approx(4.48, abs=0.01)
    assert linear_srgb(0.62796, 0.25768, 29.234) == pytest.approx((1, 0, 0), abs=0.001)
