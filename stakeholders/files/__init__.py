"""The directory as a table: columns, reading, writing (docs/directory-files.md)."""
