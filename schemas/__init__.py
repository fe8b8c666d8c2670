"""The words of the data: codes, the observation record, tables and their descriptions."""
