"""The unit of work on PostgreSQL: which aggregate lives in which table."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.kept import kept
from aftercare_kit.mapping import TableMapping
from intake.adapters import tables, tables_file
from intake.adapters.keyring import SqlKeyring
from intake.adapters.lookups import CONTRACTS, SqlLookups
from intake.application.notices import NOTICES
from intake.application.ports import Work
from intake.domain.asset import Asset
from intake.domain.campaign import Campaign
from intake.domain.contact import Contact
from intake.domain.contact_log import ContactLog
from intake.domain.customer import Customer
from intake.domain.delivery import Delivery
from intake.domain.field_papers import FieldPapers
from intake.domain.file_entry import FileEntry
from intake.domain.handover import Handover
from intake.domain.improvement import Improvement
from intake.domain.policy import Policy
from intake.domain.product_line import ProductLine
from intake.domain.renewal import Renewal
from intake.domain.request import Request
from intake.domain.retention import LegalHold
from intake.domain.service_centre import ServiceCentre
from intake.domain.site import Site
from intake.domain.subject_key import SubjectKey
from intake.domain.volume import Volume

CENTRES = TableMapping(tables.service_centre, ServiceCentre, announced=False)
CUSTOMERS = TableMapping(tables.customer, Customer)
CONTACTS = TableMapping(tables.contact, Contact, announced=False)
KEYS = TableMapping(tables.subject_key, SubjectKey, announced=False)
SITES = TableMapping(tables.site, Site, announced=False)
ASSETS = TableMapping(tables.asset, Asset)
DELIVERIES = TableMapping(tables_file.delivery, Delivery)
HANDOVERS = TableMapping(tables.handover, Handover)
PRODUCT_LINES = TableMapping(tables.product_line, ProductLine, announced=False)
CONTACT_LOGS = TableMapping(tables.contact_log, ContactLog, announced=False)
CAMPAIGNS = TableMapping(tables.campaign, Campaign)
POLICIES = TableMapping(tables.policy, Policy)
RENEWALS = TableMapping(tables.renewal, Renewal)
REQUESTS = TableMapping(tables.request, Request)
FIELD_PAPERS = TableMapping(tables.field_papers, FieldPapers, announced=False)
FILE_ENTRIES = TableMapping(tables_file.file_entry, FileEntry, announced=False)
IMPROVEMENTS = TableMapping(tables_file.improvement, Improvement)
HOLDS = TableMapping(tables_file.legal_hold, LegalHold)
VOLUMES = TableMapping(tables_file.volume, Volume)


class PostgresWork(Work):
    """One transaction on intake's database."""

    notices_of = NOTICES
    by_request = ((REQUESTS, "id"), (FIELD_PAPERS, "request_id"))
    centres = kept(CENTRES)
    customers = kept(CUSTOMERS)
    contacts = kept(CONTACTS)
    sites = kept(SITES)
    assets = kept(ASSETS)
    deliveries = kept(DELIVERIES)
    contracts = kept(CONTRACTS)
    handovers = kept(HANDOVERS)
    renewals = kept(RENEWALS)
    product_lines = kept(PRODUCT_LINES)
    campaigns = kept(CAMPAIGNS)
    policies = kept(POLICIES)
    requests = kept(REQUESTS)
    field_papers = kept(FIELD_PAPERS)
    file_entries = kept(FILE_ENTRIES)
    improvements = kept(IMPROVEMENTS)
    holds = kept(HOLDS)
    volumes = kept(VOLUMES)
    contact_logs = kept(CONTACT_LOGS)

    def __init__(self, connection: AsyncConnection, *, now: datetime, **rest: Any) -> None:
        super().__init__(connection, now=now, **rest)
        self.lookups = SqlLookups(connection)
        self.keyring = SqlKeyring(connection, self.repository(KEYS), self.region)
