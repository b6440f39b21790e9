"""The customer: says whether the fault is gone, and answers the survey."""

from datetime import datetime

from aftercare_launcher.demo.acts import Answer, Verify
from aftercare_launcher.demo.play.case import Case

ITEMS = ("attitude", "technical", "punctual", "overall")


async def verify(case: Case, act: Verify) -> None:
    agent = case.desk("service_agent")
    path = "/api/feedback/verifications"
    asked = await case.named(("verification.opened",), agent, path, "open")
    body: dict[str, object] = {"satisfied": act.satisfied}
    if not act.satisfied:
        body["reason"] = "The fault came back"
    await case.post(agent, f"{path}/{asked}/record", body, act.at)


async def answer(case: Case, act: Answer) -> None:
    path = "/api/feedback/surveys"
    survey = await case.named(("survey.sent",), case.customer, path, "sent")
    body = {"answers": dict(zip(ITEMS, act.scores, strict=True))}
    # Papers that came in late close a case later than the script thought: it is answered then.
    shown = await case.stage.api.get(case.customer, f"{path}/{survey}")
    at = max(act.at, datetime.fromisoformat(shown["sent_at"]))
    await case.post(case.customer, f"{path}/{survey}/answer", body, at)
