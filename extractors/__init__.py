"""From the pages of a report to observations: reading, lexicon, scope, tables, prose, charts."""
