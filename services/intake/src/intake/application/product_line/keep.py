"""Product lines are entered and corrected: how many were made decides who serves them (001-3)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.fields import Department
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import ProductLineView
from intake.domain import policy
from intake.domain.product_line import Build, ProductLine, Stage


class ProductLineFile(Body):
    """What production knows of a line."""

    name: Line
    build: Build
    made: Annotated[int, Field(ge=0, le=10**9, strict=True)]
    stage: Stage
    made_by: Department = "SC"
    policy: Code | None = None


class EnterProductLine(ProductLineFile):
    """A new line."""

    code: Code


async def enter_product_line(command: EnterProductLine, work: Work) -> ProductLineView:
    """Enter a line; codes are unique in a region."""
    RIGHTS.require(work.actor, "product_line.keep")
    _must_have_its_policy(command)
    line = ProductLine(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        build=command.build,
        made=command.made,
        stage=command.stage,
        made_by=command.made_by,
        policy=command.policy,
    )
    work.product_lines.add(line)
    work.note("product_line.enter", "product_line", line.id)
    await work.flush()
    return ProductLineView.of(line)


async def change_product_line(
    command: ProductLineFile, line_id: UUID, work: Work
) -> ProductLineView:
    """Replace everything but the code; cases judged already keep their department."""
    RIGHTS.require(work.actor, "product_line.keep")
    _must_have_its_policy(command)
    line = await work.product_lines.target(line_id)
    line.change(
        name=command.name,
        build=command.build,
        made=command.made,
        stage=command.stage,
        made_by=command.made_by,
        policy=command.policy,
    )
    work.note("product_line.change", "product_line", line.id)
    await work.flush()
    return ProductLineView.of(line)


def _must_have_its_policy(command: ProductLineFile) -> None:
    if command.policy is not None:
        policy.must_be_known(command.policy, field="policy")
