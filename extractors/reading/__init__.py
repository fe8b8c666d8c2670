"""Reading: a PDF becomes blocks in reading order, every word with its page and box."""
