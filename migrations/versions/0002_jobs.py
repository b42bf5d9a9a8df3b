"""jobs: ads, seekers, employers, consents, what was told to whom, words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("not_after", sa.DateTime(), nullable=True))

    op.create_table(
        "aliases",
        sa.Column("concept_id", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("concept_id", "language", "label", name=op.f("pk_aliases")),
    )
    op.create_table(
        "employers",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("business_id", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_employers")),
    )
    with op.batch_alter_table("employers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_employers_state"), ["state"], unique=False)

    op.create_table(
        "seekers",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("asked_again_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_seekers")),
    )
    with op.batch_alter_table("seekers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seekers_is_complete"), ["is_complete"], unique=False)

    op.create_table(
        "vacancies",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("external_id", sa.String(length=100), nullable=False),
        sa.Column("posted_by", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("apply_by", sa.Date(), nullable=True),
        sa.Column("same_ad", sa.String(length=16), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("close_reason", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.Column("face", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vacancies")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_vacancies_source_external_id")),
    )
    with op.batch_alter_table("vacancies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancies_posted_by"), ["posted_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancies_same_ad"), ["same_ad"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancies_state"), ["state"], unique=False)

    op.create_table(
        "contact_requests",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("employer_id", sa.BigInteger(), nullable=False),
        sa.Column("seeker_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_contact_requests_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_contact_requests")),
        sa.UniqueConstraint("vacancy", "seeker_id", name=op.f("uq_contact_requests_vacancy_seeker_id")),
    )
    with op.batch_alter_table("contact_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_requests_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_requests_seeker_id"), ["seeker_id"], unique=False)

    op.create_table(
        "dismissed_vacancies",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_dismissed_vacancies_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "vacancy", name=op.f("pk_dismissed_vacancies")),
    )
    op.create_table(
        "finnish_reports",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("is_needed", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_finnish_reports_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "vacancy", name=op.f("pk_finnish_reports")),
    )
    with op.batch_alter_table("finnish_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finnish_reports_vacancy"), ["vacancy"], unique=False)

    op.create_table(
        "saved_vacancies",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("end_told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_saved_vacancies_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "vacancy", name=op.f("pk_saved_vacancies")),
    )
    op.create_table(
        "told",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("dedupe_key", sa.String(length=80), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("face", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_told_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "vacancy", "revision", name=op.f("pk_told")),
    )
    with op.batch_alter_table("told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_told_dedupe_key"), ["dedupe_key"], unique=False)
        batch_op.create_index("ix_told_vacancy", ["vacancy"], unique=False)
        batch_op.create_index(
            "ix_told_unsent", ["dedupe_key"], unique=False, sqlite_where=sa.text("message_id IS NULL"), postgresql_where=sa.text("message_id IS NULL")
        )

    op.create_table(
        "unlinked_words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("vacancy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["vacancy"], ["vacancies.number"], name=op.f("fk_unlinked_words_vacancy_vacancies"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unlinked_words")),
    )
    with op.batch_alter_table("unlinked_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unlinked_words_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_unlinked_words_user_id"), ["user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unlinked_words_vacancy"), ["vacancy"], unique=False)

    op.create_table(
        "contact_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("request", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["contact_requests.number"], name=op.f("fk_contact_steps_request_contact_requests"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_steps")),
    )
    with op.batch_alter_table("contact_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_steps_request"), ["request"], unique=False)


def downgrade() -> None:
    op.drop_table("contact_steps")
    op.drop_table("unlinked_words")
    op.drop_table("told")
    op.drop_table("saved_vacancies")
    op.drop_table("finnish_reports")
    op.drop_table("dismissed_vacancies")
    op.drop_table("contact_requests")
    op.drop_table("vacancies")
    op.drop_table("seekers")
    op.drop_table("employers")
    op.drop_table("aliases")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("not_after")
