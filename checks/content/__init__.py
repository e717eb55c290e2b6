"""The mandatory-content catalogue: what must be there, as data."""
