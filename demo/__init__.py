"""A small county with known faults, served on loopback: the first run, the tests' real site, the measure of accuracy."""
