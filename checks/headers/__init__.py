"""What a document's metadata header should hold, as data: labels, field sets, controlled words."""
