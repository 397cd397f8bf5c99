"""Many documents: where they come from, who treats them, and the journal of what was done."""
