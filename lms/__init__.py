"""The platform: people, records, the assessment cycle, reports and the web; it knows no feature package."""
