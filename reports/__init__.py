"""Lays out a result. Judges nothing, weighs nothing."""
