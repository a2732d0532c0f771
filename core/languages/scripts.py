"""In which script a text is written, and whether its language is."""

import unicodedata
from collections import Counter

from core.languages import known


def script_of(text):
    """The script of most letters of a text, as Unicode names them ("LATIN", "ARABIC"), or ""."""
    names = (unicodedata.name(letter, "") for letter in text if letter.isalpha())
    counted = Counter(name.partition(" ")[0] for name in names)
    return counted.most_common(1)[0][0] if counted else ""


def is_in_script_of(text, language):
    """Whether a text is written as its language calls itself; one without letters always is."""
    script = script_of(text)
    return not script or script == script_of(known.LANGUAGES[language].name)
