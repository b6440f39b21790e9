"""Intake: who our customers are, what they run, what covers it, and what they ask of us."""
