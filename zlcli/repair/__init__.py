"""Repairs of text, one file a kind of damage. Each module has a `diagnose` over a sample and a treatment over chunks."""
