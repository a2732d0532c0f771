"""Content as files that people can read and correct: docs/content-files.md describes them.

files      YAML and Markdown, with the line in which each value stands
markdown   rich text as Markdown and back
values     what fields and blocks hold, as plain values and back
items      which fields of a page type stand in which file; a page from files and back
folder     a whole folder of items, read and checked
importing  from a folder to pages, through revisions and wagtail-localize
exporting  from pages to a folder
"""
