"""Turns an archive into findings. Fetches nothing, scores nothing."""
