"""What a person can ask for: the command line, the wiring of the stages, progress, exit status. No logic."""
