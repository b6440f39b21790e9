"""The customer: says whether the fault is gone, and answers the survey."""

from aftercare_launcher.demo.acts import Answer, Verify
from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.play.case import Case

ITEMS = ("attitude", "technical", "punctual", "overall")


async def verify(case: Case, act: Verify) -> None:
    agent = case.desk("service_agent")

    async def look() -> Json | None:
        return await case.first(agent, "/api/feedback/verifications", state="open")

    asked = await case.stage.live.until(case.request_id, look, "the question to the customer")
    body: dict[str, object] = {"satisfied": act.satisfied}
    if not act.satisfied:
        body["reason"] = "The fault came back"
    await case.post(agent, f"/api/feedback/verifications/{asked['id']}/record", body, act.at)


async def answer(case: Case, act: Answer) -> None:
    async def look() -> Json | None:
        return await case.first(case.customer, "/api/feedback/surveys", state="sent")

    survey = await case.stage.live.until(case.request_id, look, "the survey")
    body = {"answers": dict(zip(ITEMS, act.scores, strict=True))}
    await case.post(case.customer, f"/api/feedback/surveys/{survey['id']}/answer", body, act.at)
