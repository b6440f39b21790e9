"""What was agreed with a customer who complained goes before other work (004-5.3.2.2c)."""

from uuid import UUID


class GoesFirst:
    """Work of a case with complaints: each counts from the customer's word until it is done."""

    agreed_complaints: list[UUID]

    def agree(self, complaint_id: UUID, *, agreed: bool) -> bool:
        """Note how a complaint stands; returns whether that is news."""
        if agreed is (complaint_id in self.agreed_complaints):
            return False
        others = [each for each in self.agreed_complaints if each != complaint_id]
        self.agreed_complaints = [*others, complaint_id] if agreed else others
        return True
