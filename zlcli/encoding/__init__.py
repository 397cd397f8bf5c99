"""From bytes to text: which encoding, and decoding that accounts for every byte."""
