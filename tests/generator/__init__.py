"""Reports made up to test the reading: random facts, told in random words and tables, typeset to PDF.

Everything follows from a seed. ``python -m tests.generator`` says how many of the facts come back.
"""
