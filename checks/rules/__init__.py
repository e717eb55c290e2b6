"""One file, one fault. A file's name is the rule's id, its docstring the rule's documentation."""
