"""Tighten.

Revision ID: 0002
Revises: 0001
Create Date: 2026-01-31 14:05:00+00:00

Purpose:
- Drop the check product.product_price_check.
- Drop the unique constraint customer.customer_email_key.
- Drop the column customer.email.
- Rename customer to client.
- Rename the NOT NULL constraints of client with it.
- Make purchase.note required.
- Add the check product.product_price_check.

Risk: 7 steps lock a table in use, 2 of them for as long as its size takes
(see the comments below). 1 step loses rows or values for good: back up first.
Where a lock is not to be had within 5 seconds, the revision stops and leaves nothing behind: run it again.

Rollback: alembic downgrade -1.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    # ACCESS EXCLUSIVE lock, instant.
    op.drop_constraint("product_price_check", "product")
    op.drop_constraint("customer_email_key", "customer")
    # ACCESS EXCLUSIVE lock, instant. Its values are gone for good: first deploy code without it, back up.
    op.drop_column("customer", "email")
    # ACCESS EXCLUSIVE lock, instant. Programs that use the old name fail from then on: deploy together.
    op.rename_table("customer", "client")
    # ACCESS EXCLUSIVE lock, instant.
    op.execute(
        "DO $do$\n"
        "BEGIN\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.client'::regclass AND conname = 'customer_created_at_not_null') THEN\n"
        "        ALTER TABLE public.client RENAME CONSTRAINT customer_created_at_not_null TO client_created_at_not_null;\n"
        "    END IF;\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.client'::regclass AND conname = 'customer_email_not_null') THEN\n"
        "        ALTER TABLE public.client RENAME CONSTRAINT customer_email_not_null TO client_email_not_null;\n"
        "    END IF;\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.client'::regclass AND conname = 'customer_id_not_null') THEN\n"
        "        ALTER TABLE public.client RENAME CONSTRAINT customer_id_not_null TO client_id_not_null;\n"
        "    END IF;\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.client'::regclass AND conname = 'customer_updated_at_not_null') THEN\n"
        "        ALTER TABLE public.client RENAME CONSTRAINT customer_updated_at_not_null TO client_updated_at_not_null;\n"
        "    END IF;\n"
        "END\n"
        "$do$"
    )
    # ACCESS EXCLUSIVE lock, reads the whole table. It fails if a row holds NULL: fill the column first.
    op.alter_column("purchase", "note", nullable=False)
    # ACCESS EXCLUSIVE lock, reads the whole table. Its rows are read under the lock. On a large table add it NOT
    # VALID and VALIDATE it in a later revision.
    op.create_check_constraint("product_price_check", "product", "price > 0")


def downgrade() -> None:
    # ACCESS EXCLUSIVE lock, instant.
    op.drop_constraint("product_price_check", "product")
    # ACCESS EXCLUSIVE lock, instant. Programs that use the old name fail from then on: deploy together.
    op.rename_table("client", "customer")
    # ACCESS EXCLUSIVE lock, instant.
    op.execute(
        "DO $do$\n"
        "BEGIN\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.customer'::regclass AND conname = 'client_created_at_not_null') THEN\n"
        "        ALTER TABLE public.customer RENAME CONSTRAINT client_created_at_not_null TO customer_created_at_not_null;\n"
        "    END IF;\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.customer'::regclass AND conname = 'client_id_not_null') THEN\n"
        "        ALTER TABLE public.customer RENAME CONSTRAINT client_id_not_null TO customer_id_not_null;\n"
        "    END IF;\n"
        "    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.customer'::regclass AND conname = 'client_updated_at_not_null') THEN\n"
        "        ALTER TABLE public.customer RENAME CONSTRAINT client_updated_at_not_null TO customer_updated_at_not_null;\n"
        "    END IF;\n"
        "END\n"
        "$do$"
    )
    # ACCESS EXCLUSIVE lock, instant. It fails if the table has rows: add it nullable, fill it, and make it required
    # in a later revision.
    op.add_column("customer", sa.Column("email", sa.Text(), nullable=False, comment="Where receipts go."))
    # ACCESS EXCLUSIVE lock, instant.
    op.alter_column("purchase", "note", nullable=True)
    # ACCESS EXCLUSIVE lock, builds an index. It fails if two rows are alike. On a large table build a unique index
    # CONCURRENTLY and add it USING INDEX.
    op.create_unique_constraint("customer_email_key", "customer", ["email"])
    # ACCESS EXCLUSIVE lock, reads the whole table. Its rows are read under the lock. On a large table add it NOT
    # VALID and VALIDATE it in a later revision.
    op.create_check_constraint("product_price_check", "product", "price >= 0")
