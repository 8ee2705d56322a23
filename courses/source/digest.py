"""A course's fingerprint: the same content gives the same digest, wherever and whenever it is read."""

import hashlib
import json
from dataclasses import asdict

from courses.source.values import Course


def content_digest(course: Course) -> str:
    """SHA-256 over everything a learner or a report could see of the course."""
    content = asdict(course)
    for lesson, written in zip(course.lessons, content["lessons"], strict=True):
        del written["line"]
        written["texts"] = {language: text.written for language, text in lesson.texts.items()}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
