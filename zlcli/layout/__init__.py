"""From repaired text to blocks: what belongs to the document, and what each piece of it is."""
