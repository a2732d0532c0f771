"""Every language the site can be read in. Plain data: settings import this module.

Which of them run is decided by the Locales in the database.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """What is known about one language, whether or not anything is written in it yet.

    `ladder` names the further languages a reader of this one is offered, best first.
    `cldr` is the Babel locale to name countries and languages with; None where Babel has none.
    """

    code: str
    name: str
    english: str
    rtl: bool
    ladder: tuple[str, ...]
    cldr: str | None


LTR, RTL = False, True

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "English", LTR, (), "en"),
        Language("fr", "Français", "French", LTR, ("en",), "fr"),
        Language("ne", "नेपाली", "Nepali", LTR, ("hi", "en"), "ne"),
        Language("ar", "العربية", "Arabic", RTL, ("en",), "ar"),
        Language("es", "Español", "Spanish", LTR, ("pt", "en"), "es"),
        Language("pt", "Português", "Portuguese", LTR, ("es", "en"), "pt"),
        Language("ru", "Русский", "Russian", LTR, ("en",), "ru"),
        Language("sw", "Kiswahili", "Swahili", LTR, ("en",), "sw"),
        Language("prs", "دری", "Dari", RTL, ("fa", "en"), "fa_AF"),
        Language("ps", "پښتو", "Pashto", RTL, ("prs", "fa", "en"), "ps"),
        Language("rn", "Ikirundi", "Kirundi", LTR, ("fr", "en"), "rn"),
        Language("rw", "Ikinyarwanda", "Kinyarwanda", LTR, ("fr", "en"), "rw"),
        Language("ln", "Lingála", "Lingala", LTR, ("fr", "en"), "ln"),
        Language("so", "Soomaali", "Somali", LTR, ("en",), "so"),
        Language("am", "አማርኛ", "Amharic", LTR, ("en",), "am"),
        Language("ti", "ትግርኛ", "Tigrinya", LTR, ("am", "en"), "ti"),
        Language("tet", "Tetun", "Tetum", LTR, ("pt", "en"), None),
        Language("tpi", "Tok Pisin", "Tok Pisin", LTR, ("en",), "tpi"),
        Language("my", "မြန်မာဘာသာ", "Burmese", LTR, ("en",), "my"),
        Language("ky", "Кыргызча", "Kyrgyz", LTR, ("ru", "en"), "ky"),
        Language("fa", "فارسی", "Persian", RTL, ("prs", "en"), "fa"),
        Language("ha", "Hausa", "Hausa", LTR, ("en",), "ha"),
        Language("id", "Bahasa Indonesia", "Indonesian", LTR, ("en",), "id"),
        Language("ta", "தமிழ்", "Tamil", LTR, ("en",), "ta"),
        Language("si", "සිංහල", "Sinhala", LTR, ("en",), "si"),
        Language("hi", "हिन्दी", "Hindi", LTR, ("en",), "hi"),
        Language("bn", "বাংলা", "Bengali", LTR, ("en",), "bn"),
        Language("uk", "Українська", "Ukrainian", LTR, ("en",), "uk"),
        Language("ka", "ქართული", "Georgian", LTR, ("en",), "ka"),
        Language("sq", "Shqip", "Albanian", LTR, ("en",), "sq"),
        Language("sr", "Српски", "Serbian", LTR, ("en",), "sr"),
        Language("mk", "Македонски", "Macedonian", LTR, ("en",), "mk"),
        Language("tl", "Tagalog", "Tagalog", LTR, ("en",), "fil"),
        Language("zh-hans", "简体中文", "Simplified Chinese", LTR, ("en",), "zh_Hans"),
    )
}

# Django's own list, kept: its admin and widgets may be asked for these too.
DJANGO_RIGHT_TO_LEFT = ("he", "ar", "ckb", "fa", "ug", "ur")


def choices() -> list[tuple[str, str]]:
    """(code, own name) of every language, in the order of the table: for `LANGUAGES`."""
    return [(language.code, language.name) for language in LANGUAGES.values()]


def lang_info() -> dict[str, dict[str, str | bool]]:
    """The entry of every language for Django's `LANG_INFO`, which lacks a third of them."""
    return {
        language.code: {
            "bidi": language.rtl,
            "code": language.code,
            "name": language.english,
            "name_local": language.name,
        }
        for language in LANGUAGES.values()
    }


def right_to_left() -> list[str]:
    """Codes written from right to left: for `LANGUAGES_BIDI`."""
    ours = [language.code for language in LANGUAGES.values() if language.rtl]
    return list(dict.fromkeys([*DJANGO_RIGHT_TO_LEFT, *ours]))
