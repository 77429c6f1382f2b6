"""Taking in files made by others: apart, bounded, and without a word about persons."""
