"""Tests of extractors.reading: pages typeset here, read back, and compared with what was set."""
