"""The fold: what the facts of a case add up to."""

import random
from collections import defaultdict
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare_kit.events import read
from gateway.domain.fact import Fact
from gateway.domain.fold import EMPTY, Document, entries, fold, fold_all
from gateway.domain.headline import headline
from services.gateway.tests.builders import Story


def facts_of(story: Story) -> list[Fact]:
    """The story's events as the fold reads them."""
    heard = [read(said.headers, said.data) for said in story.told]
    return [
        Fact(
            id=event.id,
            name=f"{event.data.aggregate_name()}.{event.data.fact_name()}",
            data=event.data.model_dump(mode="json"),
            aggregate_id=event.aggregate_id,
            version=event.aggregate_version,
            at=event.time,
        )
        for event in heard
    ]


def one(document: Document, section: str) -> dict[str, Any]:
    """The only entry of a section."""
    (entry,) = entries(document, section)
    return entry


def twice_on_site() -> Story:
    """A case with two of everything that may repeat, so that things can be mistaken for others."""
    story = Story()
    story.on_site()
    for thing in ("visit", "scheme", "report", "clock", "reservation", "charge"):
        del story.ids[thing]
    story.clock_started("arrival")
    story.scheduled(number="SC261102")
    story.charged(free=True)
    return story


STORY = twice_on_site()
FACTS = facts_of(STORY)
IN_ORDER = fold_all(EMPTY, FACTS)


def interleaved(facts: list[Fact], chance: random.Random) -> list[Fact]:
    """Another order, in which each aggregate's facts keep theirs."""
    waiting: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in facts:
        waiting[fact.aggregate_id].append(fact)
    mixed: list[Fact] = []
    while waiting:
        aggregate = chance.choice(sorted(waiting))
        mixed.append(waiting[aggregate].pop(0))
        if not waiting[aggregate]:
            del waiting[aggregate]
    return mixed


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_order_that_keeps_each_aggregates_own_gives_the_same_case(
    chance: random.Random,
) -> None:
    """Five streams may arrive in any interleaving; the case is the same."""
    assert fold_all(EMPTY, interleaved(FACTS, chance)) == IN_ORDER


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_fact_heard_again_changes_nothing(chance: random.Random) -> None:
    """However late it comes: what an aggregate said before is not heard again."""
    document: Document = EMPTY
    heard: list[Fact] = []
    for fact in interleaved(FACTS, chance):
        document = fold(document, fact)
        heard.append(fact)
        document = fold(document, chance.choice(heard))

    assert document == IN_ORDER


def test_the_given_case_stays_as_it_was() -> None:
    """The fold is a function: a failed batch leaves no half-changed document behind."""
    before = fold_all(EMPTY, FACTS[:3])
    copy = fold_all(EMPTY, FACTS[:3])

    fold_all(before, FACTS[3:])

    assert before == copy


def test_a_reopened_request_is_in_service_again() -> None:
    """As intake has it: the loop runs again from there."""
    story = Story()
    story.on_site()
    from aftercare_contracts.intake import RequestReopened

    story.tell(
        RequestReopened(request_id=story.request_id, reason="fault came back"), story.request_id
    )

    assert headline(fold_all(EMPTY, facts_of(story))).state == "in_service"


def test_leftover_parts_do_not_hide_that_others_were_fitted() -> None:
    """What was issued and not fitted comes back; the reservation stays consumed."""
    from aftercare_contracts.inventory import PartReturned

    story = Story()
    story.on_site()
    story.of_case(PartReturned, "reservation", lines=[{"part_no": "PB-100", "quantity": 1}])

    parts = one(fold_all(EMPTY, facts_of(story)), "parts")
    assert parts["state"] == "consumed"
    assert parts["returned"] == [{"part_no": "PB-100", "quantity": 1}]


def test_parts_of_several_outings_add_up() -> None:
    """What went along the first time is not forgotten when more goes along the second."""
    from aftercare_contracts.inventory import PartIssued

    story = Story()
    for part_no in ("PB-100", "PB-200"):
        story.of_case(PartIssued, "reservation", lines=[{"part_no": part_no, "quantity": 1}])

    parts = one(fold_all(EMPTY, facts_of(story)), "parts")
    assert [line["part_no"] for line in parts["issued"]] == ["PB-100", "PB-200"]


def test_a_reply_ends_its_own_delay_only() -> None:
    """A complaint has two promises: the solution may still be overdue."""
    from aftercare_contracts import feedback

    story = Story()
    due = {"first_reply_due_at": "2026-11-20T03:00:00Z", "solution_due_at": "2026-12-05T03:00:00Z"}
    story.of_case(feedback.ComplaintOpened, "complaint", level="general", **due)
    story.of_case(feedback.ComplaintOverdue, "complaint", what="first_reply")
    story.of_case(feedback.ComplaintReplied, "complaint", in_time=False)
    replied = one(fold_all(EMPTY, facts_of(story)), "complaints")
    story.of_case(feedback.ComplaintOverdue, "complaint", what="solution")
    late = headline(fold_all(EMPTY, facts_of(story)))
    story.of_case(feedback.ComplaintClosed, "complaint", in_time=False)
    closed = headline(fold_all(EMPTY, facts_of(story)))

    assert not replied["overdue"]
    assert late.overdue
    assert not closed.overdue


def test_the_engineer_on_the_notice_now_is_the_one_whose_job_it_is() -> None:
    """After a change of engineer the case leaves the sight of the one before."""
    from aftercare_contracts.dispatch import VisitRescheduled
    from aftercare_kit.ids import new_id

    story, other = Story(), new_id()
    story.scheduled()
    before = headline(fold_all(EMPTY, facts_of(story))).engineer_ids
    story.of_case(
        VisitRescheduled,
        "visit",
        engineer_id=other,
        engineer_name="Wu",
        planned_from="2026-11-23T01:00:00Z",
        planned_to="2026-11-23T05:00:00Z",
        reason="ill",
    )

    assert before == [str(story.engineer_id)]
    assert headline(fold_all(EMPTY, facts_of(story))).engineer_ids == [str(other)]


def test_a_fact_the_fold_does_not_know_leaves_the_sections_alone() -> None:
    """A newer publisher may say more than this reader knows: the timeline still tells it."""
    unknown = Fact(
        id=FACTS[0].id,
        name="visit.filmed",
        data={},
        aggregate_id=FACTS[0].aggregate_id,
        version=99,
        at=FACTS[0].at,
    )

    after = fold(IN_ORDER, unknown)

    assert {name: after[name] for name in after if name != "seen"} == {
        name: IN_ORDER[name] for name in IN_ORDER if name != "seen"
    }
