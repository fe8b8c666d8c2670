"""Hostile and damaged files, made by code, and programs that read them beside good reports."""
