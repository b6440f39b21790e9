"""Who publishes and who listens: the one declaration that streams, rights and documents follow."""

from collections.abc import Mapping

from aftercare_contracts import billing, dispatch, feedback, intake, inventory
from aftercare_contracts.base import Event
from aftercare_contracts.catalogue import events_of

SERVICES: tuple[str, ...] = ("intake", "dispatch", "inventory", "feedback", "billing", "gateway")
PUBLISHING: tuple[str, ...] = ("intake", "dispatch", "inventory", "feedback", "billing")

SUBSCRIPTIONS: Mapping[str, Mapping[str, tuple[type[Event], ...]]] = {
    "intake": {
        "dispatch": (
            dispatch.WorkOrderResponded,
            dispatch.WorkOrderResolved,
            dispatch.WorkOrderPapersChanged,
        ),
        "feedback": (
            feedback.CaseVerified,
            feedback.CaseUnsatisfied,
            feedback.ComplaintOpened,
            feedback.ComplaintReplied,
            feedback.ComplaintConsulted,
            feedback.ComplaintReopened,
            feedback.ComplaintClosed,
        ),
        "inventory": (inventory.PartReplaced,),
        "billing": (
            billing.QuoteOffered,
            billing.QuoteAccepted,
            billing.QuoteRefused,
            billing.QuoteExpired,
            billing.QuoteVoided,
            billing.ChargeComputed,
        ),
    },
    "dispatch": {
        "intake": (
            intake.RequestTriaged,
            intake.RequestCancelled,
            intake.RequestMerged,
            intake.RequestReopened,
            intake.HandoverCompleted,
        ),
        "inventory": (inventory.PartReserved, inventory.PartShort),
        "feedback": (
            feedback.ComplaintReplied,
            feedback.ComplaintConsulted,
            feedback.ComplaintHandled,
            feedback.ComplaintReopened,
        ),
        "billing": (
            billing.LiabilityDecided,
            billing.QuoteAccepted,
            billing.QuoteRefused,
            billing.QuoteExpired,
        ),
    },
    "inventory": {
        "intake": (intake.RequestTriaged,),
        "dispatch": (
            dispatch.SchemeApproved,
            dispatch.SchemeWithdrawn,
            dispatch.VisitDeparted,
            dispatch.VisitCancelled,
            dispatch.ReportSigned,
            dispatch.WorkOrderCancelled,
            dispatch.CaseLogWritten,
        ),
    },
    "feedback": {
        "intake": (
            intake.RequestTriaged,
            intake.RequestCancelled,
            intake.RequestMerged,
            intake.RequestClosed,
        ),
        "dispatch": (dispatch.WorkOrderResolved, dispatch.ServiceOrderHandedIn),
    },
    "billing": {
        "intake": (intake.RequestTriaged,),
        "dispatch": (
            dispatch.SchemeApproved,
            dispatch.SchemeWithdrawn,
            dispatch.ReportSigned,
            dispatch.WorkOrderCancelled,
            dispatch.CaseLogWritten,
        ),
        "inventory": (inventory.PartConsumed, inventory.PartUsed),
    },
    "gateway": {service: events_of(service) for service in PUBLISHING},
}
"""Consumer -> publishing service -> the event classes it listens to."""
