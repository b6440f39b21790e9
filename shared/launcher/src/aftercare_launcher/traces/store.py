"""Spans in a SQLite file: the last six hours, some two hundred megabytes at most."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from aftercare_launcher.errors import LauncherError
from aftercare_launcher.traces.spans import Span

KEEP_SECONDS: Final = 6 * 3600
KEEP_BYTES: Final = 200 * 1024 * 1024
SWEEP_EVERY_SECONDS: Final = 60
OLDEST_SHARE: Final = 10  # a tenth goes when the file is too big
CASE_KEYS: Final = ("aftercare.case.number", "aftercare.case.id")

SCHEMA: Final = """
create table if not exists span (
    trace_id text not null, span_id text not null, parent_id text not null, service text not null,
    name text not null, kind text not null, start_ns integer not null, end_ns integer not null,
    failed integer not null, attributes text not null, received integer not null,
    primary key (trace_id, span_id)) without rowid;
create index if not exists span_received on span (received);
create table if not exists trace_case (
    label text not null, trace_id text not null, received integer not null,
    primary key (label, trace_id)) without rowid;
create index if not exists trace_case_received on trace_case (received);
"""


class TraceWriter:
    """The launcher's end: adds spans from any thread and forgets the oldest."""

    def __init__(self, path: Path, *, keep_bytes: int = KEEP_BYTES) -> None:
        self._keep_bytes = keep_bytes
        self._lock = threading.Lock()
        self._swept = 0.0
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:  # cut off by a power loss; traces are worth no repair
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._db = _opened(path)

    def add(self, spans: Iterable[Span]) -> None:
        now = int(time.time())
        kept = list(spans)
        rows = [
            (s.trace_id, s.span_id, s.parent_id, s.service, s.name, s.kind, s.start_ns, s.end_ns,
             s.failed, json.dumps(dict(s.attributes), ensure_ascii=False), now)
            for s in kept
        ]  # fmt: skip
        cases = {
            (str(span.attributes[key]), span.trace_id, now)
            for span in kept
            for key in CASE_KEYS
            if key in span.attributes
        }
        with self._lock, self._db:
            self._db.executemany("insert or ignore into span values (?,?,?,?,?,?,?,?,?,?,?)", rows)
            self._db.executemany("insert or ignore into trace_case values (?,?,?)", sorted(cases))
        if now - self._swept > SWEEP_EVERY_SECONDS:
            self._swept = now
            self.sweep(now)

    def sweep(self, now: int) -> None:
        """Forget what is too old, and more while the file is too big."""
        with self._lock:
            self._forget(before=now - KEEP_SECONDS)
            if self._size() > self._keep_bytes:
                self._forget(before=self._early_moment())
            self._db.execute("pragma incremental_vacuum").fetchall()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _forget(self, *, before: int) -> None:
        with self._db:
            self._db.execute("delete from span where received < ?", (before,))
            self._db.execute("delete from trace_case where received < ?", (before,))

    def _early_moment(self) -> int:
        """The moment before which a tenth of the spans, and at least one second's, came."""
        (count,) = self._db.execute("select count(*) from span").fetchone()
        query = "select received from span order by received limit 1 offset ?"
        row = self._db.execute(query, (count // OLDEST_SHARE,)).fetchone()
        return int(row[0]) + 1 if row else 0

    def _size(self) -> int:
        (pages,) = self._db.execute("pragma page_count").fetchone()
        (free,) = self._db.execute("pragma freelist_count").fetchone()
        (size,) = self._db.execute("pragma page_size").fetchone()
        return int((pages - free) * size)


def _opened(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    database = sqlite3.connect(path, check_same_thread=False)
    database.executescript(
        "pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = off;"
        + SCHEMA
    )
    return database


def find(path: Path, label: str) -> list[list[Span]]:
    """The traces of a case's number or id, or the one trace of that id; oldest first."""
    if not path.exists():
        raise LauncherError("No traces were kept yet; they come with the first requests.")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        ids = {label.lower()}
        for name in (label, *_cases_numbered(db, label)):
            rows = db.execute("select trace_id from trace_case where label = ?", (name,))
            ids.update(row[0] for row in rows)
        traces = [_spans(db, trace_id) for trace_id in ids]
    return sorted((trace for trace in traces if trace), key=lambda trace: trace[0].start_ns)


def _cases_numbered(db: sqlite3.Connection, number: str) -> list[str]:
    """The ids of the case with this number: only its own service's spans bear the number."""
    query = """
        select distinct json_extract(attributes, '$."aftercare.case.id"')
        from span join trace_case using (trace_id)
        where label = ? and json_extract(attributes, '$."aftercare.case.number"') = label
    """
    return [str(row[0]) for row in db.execute(query, (number,)) if row[0]]


def _spans(db: sqlite3.Connection, trace_id: str) -> list[Span]:
    query = (
        "select trace_id, span_id, parent_id, service, name, kind, start_ns, end_ns, failed,"
        " attributes from span where trace_id = ? order by start_ns, end_ns desc"
    )
    return [
        Span(
            trace_id=row[0], span_id=row[1], parent_id=row[2], service=row[3], name=row[4],
            kind=row[5], start_ns=row[6], end_ns=row[7], failed=bool(row[8]),
            attributes=json.loads(row[9]),
        )
        for row in db.execute(query, (trace_id,))
    ]  # fmt: skip
