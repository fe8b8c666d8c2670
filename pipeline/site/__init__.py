"""The site: pages over a built database, served by Datasette."""
