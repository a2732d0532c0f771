"""The desk: where a committee's editors write its updates, from a phone and without the admin."""
