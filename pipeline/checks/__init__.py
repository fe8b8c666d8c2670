"""Checks: published numbers held against each other, and what does not fit put into words."""
