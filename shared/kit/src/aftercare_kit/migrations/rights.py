"""Who may do what to a table: the login role gets the least, and sees its own region only."""

from alembic import op


def app_role() -> str:
    """The login role of the service whose database is being migrated: `<database>_app`."""
    name = op.get_bind().exec_driver_sql("select current_database()").scalar_one()
    service = str(op.get_context().opts.get("service") or name)
    return f"{service}_app"


def grant(table: str, *rights: str) -> None:
    """Give the login role these rights on a table, and nothing else.

    Args:
        table: the table's name, as this migration writes it.
        rights: SQL privileges, such as `select` and `insert`.

    """
    op.execute(f"grant {', '.join(rights)} on table {table} to {app_role()}")


def protect(table: str, *rights: str) -> None:
    """Grant rights and force row-level security: without `app.region` set, no row is visible.

    Args:
        table: a table with a `region` column.
        rights: SQL privileges for the login role.

    """
    grant(table, *rights)
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy own_region on {table} "
        "using (region = current_setting('app.region', true)) "
        "with check (region = current_setting('app.region', true))"
    )
