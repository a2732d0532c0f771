"""What a reader of each language gets: an address, menus, dates, names."""

import datetime
from io import StringIO

import polib
import pytest
from babel import Locale
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import formats
from django.utils.translation import (
    check_for_language,
    get_language_bidi,
    get_language_from_path,
    get_language_info,
    gettext,
    ngettext,
    npgettext,
    override,
    pgettext,
)

from core import dates
from core.languages import known
from core.languages.catalogues import (
    borrow_catalogues,
    menu_language,
    own_catalogues,
    stub_languages,
)
from core.languages.cldr import country_choices, country_name, is_country, language_name
from core.languages.known import LANGUAGES
from core.languages.ladder import ladder
from core.languages.long_texts import stretched

pytestmark = pytest.mark.one_database


def start_again():
    """What a new process does with the catalogues it finds."""
    own_catalogues.cache_clear()
    formats.reset_format_cache()
    borrow_catalogues()


def write_catalogue(folder, locale, *entries, plural_forms="nplurals=2; plural=(n > 1);"):
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": locale,
        "Plural-Forms": plural_forms,
    }
    catalogue.extend(entries)
    path = folder / locale / "LC_MESSAGES"
    path.mkdir(parents=True)
    catalogue.save(str(path / "django.po"))


def compile_catalogues():
    out = StringIO()
    call_command("compile_catalogues", stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def locale_path(tmp_path):
    """An empty place for catalogues, instead of the project's own."""
    with override_settings(LOCALE_PATHS=[tmp_path]):
        own_catalogues.cache_clear()
        yield tmp_path
    start_again()


@pytest.fixture
def french_menus(locale_path):
    """Only French has been translated."""
    write_catalogue(
        locale_path,
        "fr",
        polib.POEntry(msgid="Peace house", msgstr="Maison de paix"),
        polib.POEntry(msgctxt="menu", msgid="Peace house", msgstr="Maisons de paix"),
        polib.POEntry(
            msgid="%(n)s peace house",
            msgid_plural="%(n)s peace houses",
            msgstr_plural={0: "%(n)s maison de paix", 1: "%(n)s maisons de paix"},
        ),
        polib.POEntry(
            msgctxt="menu",
            msgid="%(n)s peace house",
            msgid_plural="%(n)s peace houses",
            msgstr_plural={0: "%(n)s maison", 1: "%(n)s maisons"},
        ),
    )
    compile_catalogues()
    start_again()


# The registry -----------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_can_be_the_prefix_of_an_address(code):
    assert check_for_language(code)
    assert get_language_from_path(f"/{code}/knowledge/") == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_ladder_starts_at_the_language_and_ends_in_english_without_going_round(code):
    steps = ladder(code)
    assert steps[0] == code
    assert steps[-1] == "en"
    assert len(set(steps)) == len(steps)
    assert set(steps) <= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_own_name_and_direction(code):
    info = get_language_info(code)
    assert (info["name_local"], info["bidi"]) == (LANGUAGES[code].name, LANGUAGES[code].rtl)
    with override(code):
        assert get_language_bidi() is LANGUAGES[code].rtl


@pytest.mark.parametrize("code", [code for code in LANGUAGES if LANGUAGES[code].cldr])
def test_directions_are_those_of_cldr(code):
    direction = "rtl" if LANGUAGES[code].rtl else "ltr"
    assert Locale.parse(LANGUAGES[code].cldr).text_direction == direction


def test_dari_is_a_language_of_its_own_and_not_taken_for_persian():
    assert get_language_from_path("/prs/") == "prs"
    assert get_language_from_path("/prs-af/") == "prs"
    assert ladder("prs") == ("prs", "fa", "en")


# Menus and dates --------------------------------------------------------------


@pytest.mark.usefixtures("french_menus")
def test_a_kirundi_reader_gets_french_menus():
    assert menu_language("rn") == "fr"
    with override("rn"):
        assert gettext("Peace house") == "Maison de paix"
        assert pgettext("menu", "Peace house") == "Maisons de paix"


@pytest.mark.usefixtures("french_menus")
def test_a_kirundi_reader_gets_the_plural_of_french():
    """None is singular in French and plural in English."""
    with override("rn"):
        found = [
            ngettext("%(n)s peace house", "%(n)s peace houses", n) % {"n": n} for n in range(3)
        ]
        in_menu = [npgettext("menu", "%(n)s peace house", "%(n)s peace houses", n) for n in (0, 2)]
    assert found == ["0 maison de paix", "1 maison de paix", "2 maisons de paix"]
    assert in_menu == ["%(n)s maison", "%(n)s maisons"]


@pytest.mark.usefixtures("french_menus")
def test_a_kirundi_reader_gets_french_dates():
    with override("rn"):
        assert formats.date_format(datetime.date(2025, 7, 3)) == "3 juillet 2025"


@pytest.mark.usefixtures("french_menus")
def test_a_text_that_french_lacks_too_is_english_for_a_kirundi_reader():
    with override("rn"):
        assert gettext("Not translated by anyone") == "Not translated by anyone"
        assert ngettext("%s such thing", "%s such things", 2) == "%s such things"


@pytest.mark.usefixtures("french_menus")
def test_borrowing_leaves_the_other_languages_alone():
    for code in ("en", "so", "es"):
        assert menu_language(code) == "en"
        with override(code):
            assert gettext("Peace house") == "Peace house"
    with override("es"):
        assert formats.date_format(datetime.date(2025, 7, 3)) == "3 de julio de 2025"


def test_a_language_keeps_the_texts_it_has_and_borrows_the_others(locale_path):
    write_catalogue(
        locale_path, "pt", polib.POEntry(msgid="Peace house", msgstr="Casa de paz (pt)")
    )
    compile_catalogues()
    start_again()
    with override("es"):
        assert gettext("July") == "julio"
        assert gettext("Peace house") == "Casa de paz (pt)"


def test_a_chinese_catalogue_is_found_under_its_folder_name(locale_path):
    write_catalogue(
        locale_path,
        "zh_Hans",
        polib.POEntry(msgid="Peace house", msgstr="和平之家"),
        plural_forms="nplurals=1; plural=0;",
    )
    compile_catalogues()
    start_again()
    assert menu_language("zh-hans") == "zh-hans"
    with override("zh-hans"):
        assert gettext("Peace house") == "和平之家"


# Compiled catalogues ----------------------------------------------------------


def test_what_is_compiled_once_is_not_written_again(locale_path):
    write_catalogue(locale_path, "fr", polib.POEntry(msgid="Peace", msgstr="Paix"))
    own_catalogues.cache_clear()
    written = compile_catalogues()
    assert len(written) == 1 + len(stub_languages())
    assert compile_catalogues() == []


def test_a_language_gets_its_own_texts_and_no_stub_once_it_is_translated(locale_path):
    assert "rn" in stub_languages()
    write_catalogue(locale_path, "rn", polib.POEntry(msgid="Peace", msgstr="Amahoro"))
    own_catalogues.cache_clear()
    assert "rn" not in stub_languages()
    compile_catalogues()
    start_again()
    with override("rn"):
        assert gettext("Peace") == "Amahoro"


# Names ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "language", "name"),
    [
        ("NP", "ne", "नेपाल"),
        ("SD", "ar", "السودان"),
        ("NP", "prs", "نیپال"),
        ("NP", "fa", "نپال"),
        ("BI", "rn", "Uburundi"),
        ("PH", "zh-hans", "菲律宾"),
    ],
)
def test_a_country_is_named_in_the_readers_language(iso, language, name):
    assert country_name(iso, language) == name


@pytest.mark.parametrize(
    ("iso", "language", "name"),
    [
        ("TL", "tet", "Timor-Leste"),
        ("DE", "tet", "Alemanha"),
        ("DE", "rw", "Allemagne"),
        ("KE", "tpi", "Kenya"),
    ],
)
def test_a_country_without_a_name_in_a_language_is_named_by_the_next_on_the_ladder(
    iso, language, name
):
    assert country_name(iso, language) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_in_every_language(language):
    assert all(country_name(iso, language) != iso for iso, _ in country_choices())


def test_only_what_iso_has_assigned_is_a_country():
    assert len(country_choices()) == 249
    assert is_country("NP")
    assert not any(map(is_country, ["EU", "UN", "XK", "ZZ", "np", "001", ""]))
    with pytest.raises(KeyError):
        country_name("EU", "en")


def test_countries_stand_in_the_order_of_the_readers_language():
    with override("en"):
        english = country_choices()
        assert [str(name) for _, name in english[:3]] == [
            "Afghanistan",
            "Åland Islands",
            "Albania",
        ]
    with override("fr"):
        assert [iso for iso, _ in country_choices()[:2]] == ["AF", "ZA"]
        assert str(dict(english)["ZA"]) == "Afrique du Sud"


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ne", "fr", "népalais"),
        ("prs", "fr", "dari"),
        ("zh-hans", "en", "Simplified Chinese"),
        ("fr", "prs", "فرانسوی"),
        ("ne", "tet", "नेपाली"),
    ],
)
def test_a_language_is_named_in_another_or_by_its_own_name(code, language, name):
    assert language_name(code, language) == name


def public_words():
    """The words of our public templates and vocabularies: [(context, word)]."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    for entry in catalogue:
        places = [place for place, _ in entry.occurrences]
        public = any("/templates/" in place and "/admin/" not in place for place in places)
        if (public or any("vocabularies" in place for place in places)) and not entry.msgid_plural:
            yield entry.msgctxt, entry.msgid


@pytest.mark.parametrize("code", known.LANGUAGES)
def test_borrowed_words_are_all_in_the_language_they_are_said_to_be_in(code):
    """Django and Wagtail have words of their own for "Next": they would come unmarked."""

    def said_in(language, context, word):
        with override(language):
            return pgettext(context, word) if context else gettext(word)

    lender = menu_language(code)
    for context, word in public_words():
        assert said_in(code, context, word) == said_in(lender, context, word)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "May 16, 2011", "May 2011"),
        ("fr", "16 mai 2011", "mai 2011"),
        ("ar", "16 مايو 2011", "مايو 2011"),
        ("ne", "2011 मे 16", "2011 मे"),
        ("ru", "16 мая 2011\u202fг.", "май 2011\u202fг."),
        ("sw", "16 Mei 2011", "Mei 2011"),
    ],
)
def test_a_date_is_written_as_readers_of_the_language_write_it(language, day, month):
    with override(language):
        assert dates.partial_date("2011-05-16") == day
        assert dates.partial_date("2011-05") == month
        assert dates.partial_date("2011") == "2011"


def test_a_text_is_stretched_without_what_is_filled_in():
    assert stretched("Save") == "Save Save Save"
    assert stretched("%(n)s of {all}") == "%(n)s of {all} of of"
    assert stretched("<b>Now</b>") == "<b>Now</b> Now Now"
    assert stretched("%s") == "%s"
