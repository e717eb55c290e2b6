"""Turns findings into scores by a scheme. Looks at no page."""
