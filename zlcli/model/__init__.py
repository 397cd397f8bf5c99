"""What zlcli knows of Chinese characters: their script, their readings, and which of them follow each other."""
