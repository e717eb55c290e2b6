"""What is so: pure observations, each page parsed once. No threshold and no judgement lives here."""
