"""Create the initial schema.

Revision ID: 0001
Revises:
Create Date: 2026-01-31 14:05:00+00:00

Purpose:
- Create the type order_status.
- Create the table customer.
- Create the table product.
- Create the table purchase.
- Create the index purchase.ix_purchase_customer_id.
- Create the table purchase_line.
- Create the index purchase_line.ix_purchase_line_product_id.
- Create the index purchase_line.ix_purchase_line_purchase_id.

Risk: none for a database in use: no table that exists is locked, read or rewritten.

Rollback: alembic downgrade -1. 4 steps lose rows or values for good: back up first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.execute("CREATE TYPE public.order_status AS ENUM ('pending', 'paid', 'shipped')")
    op.create_table(
        "customer",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="Where receipts go."),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="customer_pkey"),
        sa.UniqueConstraint("email", name="customer_email_key"),
        comment="Who buys.",
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price", sa.Numeric(12, 2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="product_pkey"),
        sa.CheckConstraint("price >= 0", name="product_price_check"),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            postgresql.ENUM(name="order_status", schema="public", create_type=False),
            server_default=sa.text("'pending'::public.order_status"),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="purchase_pkey"),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name="purchase_customer_id_fkey",
            onupdate="NO ACTION",
            ondelete="RESTRICT",
        ),
    )
    op.create_index("ix_purchase_customer_id", "purchase", ["customer_id"])
    op.create_table(
        "purchase_line",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="purchase_line_pkey"),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name="purchase_line_product_id_fkey",
            onupdate="NO ACTION",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"],
            ["purchase.id"],
            name="purchase_line_purchase_id_fkey",
            onupdate="NO ACTION",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_purchase_line_product_id", "purchase_line", ["product_id"])
    op.create_index("ix_purchase_line_purchase_id", "purchase_line", ["purchase_id"])


def downgrade() -> None:
    # ACCESS EXCLUSIVE lock, instant. Its rows are gone for good: first deploy code without it, back up.
    op.drop_table("purchase_line")
    op.drop_table("purchase")
    op.drop_table("product")
    op.drop_table("customer")
    op.execute("DROP TYPE public.order_status")
