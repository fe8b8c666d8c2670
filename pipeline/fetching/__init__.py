"""Fetching reports from the web: politely, from public addresses only, within limits."""
