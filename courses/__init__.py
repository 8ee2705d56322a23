"""A feature: courses as files, the catalogue, the lesson reader, progress and completion."""
