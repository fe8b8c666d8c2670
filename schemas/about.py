"""About: what the database as a whole is, for everything that publishes it."""

from __future__ import annotations

NAME = "upheld"
TITLE = "UK councils' complaints figures"
DESCRIPTION = (
    "What councils state in their annual complaints reports: every number with its page and the words it was "
    "read from. Read by a program: check a number in the report before you publish it."
)
LICENCE = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0 (the councils' published figures)"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SOURCE = "Annual complaints reports of UK councils"
