"""What a quarter requires, and of whom."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.assignments.audiences import Audience, AudienceKind
from lms.clock import now
from lms.database import Base


class QuarterRequirement(Base):
    """One activity required in one quarter of one audience.

    `quarter` is a key such as 2026-Q4. `subject_kind` and `subject_key` name the activity as the ledger does.
    `audience_key` is a unit's key, a market's code, or empty for everyone. A requirement is never deleted: withdrawing
    it keeps who did so, when and why; after that the same may be required anew.
    """

    __tablename__ = "quarter_requirement"

    id: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[str] = mapped_column(String(7))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_key: Mapped[str] = mapped_column(String(120))
    audience_kind: Mapped[str] = mapped_column(String(20))
    audience_key: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    withdrawal_reason: Mapped[str | None] = mapped_column(String(400))

    __table_args__ = (
        Index(
            "uq_quarter_requirement_in_force",
            "quarter", "subject_kind", "subject_key", "audience_kind", "audience_key",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("audience_kind IN ('everyone', 'unit', 'market')", name="known_audience"),
        CheckConstraint("(audience_kind = 'everyone') = (audience_key = '')", name="audience_has_its_key"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND "
            "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)",
            name="withdrawal_is_explained",
        ),
    )  # fmt: skip

    @property
    def audience(self) -> Audience:
        """Whom it is required of."""
        return Audience(AudienceKind(self.audience_kind), self.audience_key)
