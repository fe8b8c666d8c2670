"""From files to a published database: order, storing, exporting, serving, and the command line."""
