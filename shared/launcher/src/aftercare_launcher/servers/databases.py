"""One database and two roles per service: an owner that migrates, an app role that owns nothing."""

from collections.abc import Mapping, Sequence

from aftercare_launcher import sql


def ensure(
    admin_url: str, services: Sequence[str], passwords: Mapping[str, str], *, private: bool
) -> None:
    """Have every service's roles and database; passwords become those given.

    On a server of our own (``private``) nobody but the administrator enters the others' databases.
    """
    ensure_roles(admin_url, services, passwords)
    there = set(sql.values(admin_url, "select datname::text from pg_database"))
    statements: list[str] = []
    for service in services:
        if service not in there:
            statements.append(f"create database {service} owner {owner(service)}")
        statements.extend(fence(service, service))
    if private:
        statements.append("revoke all on database postgres, template1 from public")
    sql.run(admin_url, *statements)


def ensure_roles(admin_url: str, services: Sequence[str], passwords: Mapping[str, str]) -> None:
    """Have every service's two roles, neither of them able to make roles or databases."""
    there = set(sql.values(admin_url, "select rolname::text from pg_roles"))
    statements: list[str] = []
    for service in services:
        for role in (owner(service), app(service)):
            verb = "alter" if role in there else "create"
            secret = sql.quoted(passwords[role])
            statements.append(f"{verb} role {role} login password {secret}")
        # Whoever makes a database for another role must be able to act as that role.
        statements.append(f"grant {owner(service)} to current_user")
    sql.run(admin_url, *statements)


def fence(database: str, service: str) -> tuple[str, ...]:
    """Only the service's own roles may connect; only its owner may create anything."""
    return (
        f"revoke all on database {database} from public",
        f"grant connect on database {database} to {app(service)}",
    )


def owner(service: str) -> str:
    return f"{service}_owner"


def app(service: str) -> str:
    return f"{service}_app"
