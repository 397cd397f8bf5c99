"""Simplified and Traditional: which of them a text is written in, and turning one into the other with OpenCC."""
