"""Writing blocks as Markdown or as plain text."""
