"""What is held against what was measured. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound and its direction."""

    value: float
    at_least: bool = False

    def holds(self, measured: float) -> bool:
        """Whether the figure is within the bound."""
        return measured >= self.value if self.at_least else measured <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.value:g}"


CPU, RATE, P99 = "CPU-ms", "a second", "p99 ms"

LIMITS: Mapping[str, Mapping[str, Limit]] = {
    "save an answer (8 clients)": {CPU: Limit(2), RATE: Limit(500, at_least=True)},
    "save an answer (32 clients)": {P99: Limit(150)},
    "open a quiz of 20 questions": {CPU: Limit(9)},
    "submit and mark": {CPU: Limit(7)},
    "learner's home": {CPU: Limit(7)},
    "lesson": {CPU: Limit(8)},
    "sign in": {CPU: Limit(50)},
    "quarter": {CPU: Limit(40)},
    "completion records as CSV": {
        "rows a second": Limit(45_000, at_least=True),
        "MiB more at the peak": Limit(16),
    },
    "first view of home": {"kB on the wire": Limit(60), "requests": Limit(8)},
    "ready after start": {"seconds": Limit(1.5)},
    "idle memory": {"MiB after start": Limit(120)},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything measured of one operation: its best figures, and each round's."""

    name: str
    figures: Mapping[str, float]
    rounds: list[Mapping[str, float]]
    counted: str = ""
    """What one operation is, where that does not go without saying."""

    def verdicts(self) -> dict[str, bool]:
        """Per figure that has a limit, whether it holds."""
        limits = LIMITS.get(self.name, {})
        return {unit: limits[unit].holds(value) for unit, value in self.figures.items() if unit in limits}

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        limits = {unit: str(limit) for unit, limit in LIMITS.get(self.name, {}).items()}
        short = [unit for unit, holds in self.verdicts().items() if not holds]
        return {
            "name": self.name, "counted": self.counted, "figures": dict(self.figures), "limits": limits,
            "falls short in": short, "rounds": [dict(each) for each in self.rounds],
        }  # fmt: skip


def best(name: str, rounds: list[Mapping[str, float]], counted: str = "") -> Finding:
    """The best round's value of each figure: what disturbs a shared machine only ever makes them worse."""
    more = {unit for unit, limit in LIMITS.get(name, {}).items() if limit.at_least} | {RATE}
    figures = {unit: (max if unit in more else min)(each[unit] for each in rounds) for unit in rounds[0]}
    return Finding(name, figures, rounds, counted)


def as_markdown(findings: list[Finding]) -> str:
    """A table for benchmarks/results.md."""
    lines = ["| operation | measured (best of the rounds) | limit | |", "|---|---|---|---|"]
    for finding in findings:
        limits, verdicts = LIMITS.get(finding.name, {}), finding.verdicts()
        figures = " · ".join(f"{value:,.10g} {unit}" for unit, value in finding.figures.items())
        bounds = " · ".join(f"{limit} {unit}" for unit, limit in limits.items())
        word = "" if not verdicts else "holds" if all(verdicts.values()) else "**falls short**"
        lines.append(f"| {finding.name} | {figures} | {bounds or '–'} | {word} |")
    return "\n".join(lines)
