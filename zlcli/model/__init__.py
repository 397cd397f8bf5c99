"""What zlcli knows of Chinese characters: which script they belong to, how they are read."""
