"""Turns targets into an archive of what was seen. Judges nothing."""

VERSION = "0.1.0"
