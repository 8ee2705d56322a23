"""Markets that are several countries. Every other market is a country's two-letter code, named by the reader's locale."""

REGIONS: dict[str, dict[str, str]] = {
    "GULF": {"en": "The Gulf", "zh_Hans": "海湾地区"},
    "NORDICS": {"en": "The Nordics", "zh_Hans": "北欧"},
}
