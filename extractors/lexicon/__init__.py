"""The lexicon: which words mean which stream, stage, measure, breakdown; data files and their matcher."""
