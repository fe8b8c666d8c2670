"""Prose: a sentence is read by its clauses — base, outcome, time limit, comparison, breakdown."""
