"""Use cases of the stock: every change is a movement in the ledger."""
