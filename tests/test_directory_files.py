"""The directory as a file: taken in, changed by, given out, on the server and in the admin."""

import csv
import io
import zipfile

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import PageLogEntry, Revision

from core import batches
from core.actions import withdraw
from core.models import Batch, Step
from stakeholders.files.cells import guarded, unguarded
from stakeholders.files.columns import COLUMNS
from stakeholders.files.exporting import csv_lines, write_xlsx
from stakeholders.forms import ImportForm
from stakeholders.models import ProfilePage, ProfileParent, StakeholdersPage, Unlisted
from stakeholders.unlisted import is_unlisted, remember
from tests.makers import count_queries, make_editor, make_member, publish, restrict, rows, translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

COUNCIL = {
    "key": "peace-council",
    "language": "en",
    "name": "National Peace Council",
    "summary": "A state body that mediates where elections are disputed.",
    "kind": "state_body",
    "level": "national",
    "countries": "GH",
    "place": "Accra",
    "founded": "2011",
    "status": "active",
    "themes": "elections; mediation",
    "languages": "en fr",
    "website": "https://council.example.org/",
    "names": "Conseil national de paix|Consejo nacional de paz",
    "part_of": "",
    "text": "It was set up by law.\n\nIt has regional councils.",
}


def another(key, **cells):
    """A row about an organisation of its own."""
    own = {
        "key": key,
        "name": f"Committee {key}",
        "website": "",
        "summary": f"What {key} does for peace.",
    }
    return COUNCIL | own | cells


@pytest.fixture
def directory(site):
    section = site.home.add_child(instance=StakeholdersPage(title="Stakeholders", slug="who"))
    return publish(section)


@pytest.fixture
def file(tmp_path):
    """Give a function that writes rows, dicts, into a CSV file and gives its path."""

    def write(*rows, columns=None):
        path = tmp_path / "profiles.csv"
        with path.open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, columns or list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def take(path, *arguments):
    """What the command says of a file, with the refusal with which it ends, if it does."""
    said = io.StringIO()
    try:
        call_command(
            "import_stakeholders", str(path), *arguments, stdout=said, stderr=io.StringIO()
        )
    except CommandError as error:
        said.write(f"\n{error}")
    return said.getvalue()


def give(path, *arguments):
    call_command("export_stakeholders", str(path), *arguments)
    return path


def profile(key="peace-council"):
    return ProfilePage.objects.originals().get(slug=key)


def sizes():
    """How many rows each table has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


# Taking in ------------------------------------------------------------------------------


def test_a_row_adds_an_organisation_that_is_read_at_once(client, directory, file):
    assert "1 new" in take(file(COUNCIL))

    html = client.get("/fr/who/peace-council/").text
    for said in ("National Peace Council", "Accra", "2011", "It was set up by law.", "Consejo"):
        assert said in html, said
    made = profile()
    assert made.live
    assert [row.iso for row in made.countries.all()] == ["GH"]
    assert [row.theme for row in made.themes.all()] == ["elections", "mediation"]
    assert PageLogEntry.objects.filter(page=made.pk, action="stakeholders.import").exists()


def test_an_organisation_is_written_in_the_language_of_its_row(client, directory, file):
    rows_of_file = (another("one", language="ne"), another("two", language=""))

    take(file(*rows_of_file), "--language", "ar")

    assert profile("one").locale.language_code == "ne"
    assert profile("two").locale.language_code == "ar"
    assert client.get("/en/who/one/").status_code == 200


def test_a_dry_run_writes_nothing_and_says_the_same(directory, file):
    take(file(COUNCIL))
    path = file(
        COUNCIL | {"place": "Tamale"},
        another("north", part_of="village peace-council"),
        another("village", kind="club"),
        another("south", part_of="later"),
        another("later"),
    )
    before = sizes()

    said = take(path, "--dry-run")

    assert sizes() == before
    assert profile().place == "Accra"
    assert said == take(path)
    assert "2 new, 1 changed, 0 unchanged, 2 refused" in said


def test_importing_a_file_again_changes_nothing(directory, file):
    path = file(
        another("north", part_of="peace-council", countries="gh ne", name="The \u202enorth"),
        COUNCIL | {"website": "council.example.org", "text": " One.\r\n \r\nTwo.\rThree. "},
        another("plain", **dict.fromkeys(("level", "founded", "website", "text", "names"), "")),
    )
    assert "3 new" in take(path)
    before = sizes()

    assert "0 new, 0 changed, 3 unchanged, 0 refused" in take(path)

    assert sizes() == before


def test_what_differs_is_changed_with_one_revision_and_the_rest_stays(directory, file):
    take(file(COUNCIL, another("other")))
    before = Revision.objects.count()

    path = file(COUNCIL | {"founded": "2012", "countries": "GH;TG"}, another("other"))
    assert "1 changed, 1 unchanged" in take(path)

    changed = profile()
    assert (changed.founded, changed.live) == (2012, True)
    assert [row.iso for row in changed.countries.all()] == ["GH", "TG"]
    assert Revision.objects.count() == before + 1


def test_an_empty_cell_empties_and_a_missing_column_leaves(directory, file):
    take(file(COUNCIL))

    take(file({"key": "peace-council", "place": "", "themes": "", "text": "", "founded": ""}))

    emptied = profile()
    assert (emptied.place, emptied.founded, len(emptied.body)) == ("", None, 0)
    assert not emptied.themes.exists()
    assert emptied.website == "https://council.example.org/"
    assert emptied.countries.count() == 1


def test_the_versions_in_other_languages_follow(directory, file):
    take(file(COUNCIL))
    translate(profile(), "fr")

    take(file(COUNCIL | {"founded": "2013"}))

    french = rows(profile())["fr"]
    assert french.founded == 2013
    assert french.title == "[National Peace Council]"


def test_a_former_key_still_is_the_organisation(directory, file):
    take(file(COUNCIL))
    publish(profile(), slug="council-of-ghana")
    publish(directory, slug="stakeholders")

    said = take(file(COUNCIL | {"place": "Kumasi"}))

    assert "0 new, 1 changed" in said
    assert profile("council-of-ghana").place == "Kumasi"


def test_two_keys_of_one_organisation_do_not_overwrite_each_other(directory, file):
    take(file(COUNCIL))
    publish(profile(), slug="council-of-ghana")

    said = take(file(another("council-of-ghana"), COUNCIL))

    assert "line 5, peace-council: This is the organisation “council-of-ghana”" in said
    assert profile("council-of-ghana").title == "Committee council-of-ghana"


def test_parts_may_stand_before_the_whole(directory, file):
    path = file(
        another("village", part_of="district"),
        another("district", part_of="state"),
        another("state"),
    )

    assert "3 new" in take(path)

    assert [row.other for row in profile("village").parents.all()] == [profile("district")]


def test_what_is_part_of_itself_by_turns_is_refused(directory, file):
    said = take(file(another("one", part_of="two"), another("two", part_of="one")))

    assert said.count("There is no organisation with the key") == 2
    assert not ProfilePage.objects.exists()


def test_markup_in_a_cell_is_shown_as_text(client, directory, file):
    take(file(COUNCIL | {"text": "<b>Bold</b> & <script>x</script>", "place": "<i>Accra</i>"}))

    html = client.get("/en/who/peace-council/").text

    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;" in html
    assert "&lt;i&gt;Accra&lt;/i&gt;" in html
    assert "0 changed, 1 unchanged" in take(
        file(COUNCIL | {"text": "<b>Bold</b> & <script>x</script>", "place": "<i>Accra</i>"})
    )


# Refused rows -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"kind": "club"}, "kind: “club” is not known. Allowed are: local_committee, state_body"),
        ({"level": "global"}, "Allowed are: local, district, national, regional, cross_border"),
        ({"status": ""}, "status: This field is required."),
        ({"countries": "GH XK"}, "countries: “XK” is not known. Allowed are: the two letters of"),
        ({"countries": "GH gh"}, "countries: A country, a theme or a language is chosen twice."),
        ({"themes": "land, law"}, "themes: “land,” is not known. Allowed are: ceasefire"),
        ({"languages": "en english"}, "“english” is not known. Allowed are: the two letters of"),
        ({"language": "xx"}, "language: “xx” is no language of this site. Allowed are: ar, en, fr"),
        ({"name": ""}, "name: This field is required."),
        ({"name": "x" * 256}, "name: Ensure this value has at most 255 characters"),
        ({"summary": "national PEACE council!"}, "summary: This only repeats the title."),
        ({"summary": "x" * 401}, "summary: Ensure this value has at most 400 characters"),
        ({"founded": "2069"}, "founded: This year lies in the future."),
        ({"founded": "about 2011"}, "founded: Enter a whole number."),
        ({"website": "javascript:alert(1)"}, "website: Enter a valid URL."),
        ({"part_of": "nobody"}, "part_of: There is no organisation with the key “nobody”"),
        ({"part_of": "peace-council"}, "part_of: An organisation is not a part of itself."),
        ({"key": ""}, "no key: key: Each row needs a key."),
        ({"key": "Peace Council"}, "key: A key is made of the letters a to z"),
        ({"place": "Acc\0ra"}, "There are characters in it that are no text: place."),
    ],
)
def test_a_row_that_does_not_hold_is_refused_with_its_reason(directory, file, cells, said):
    answer = take(file(COUNCIL | cells, another("sound")))

    assert "line 2" in answer
    assert said in answer
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in answer
    assert answer.endswith("1 rows were refused: see above.")
    assert [page.slug for page in ProfilePage.objects.all()] == ["sound"]


def test_all_reasons_are_told_at_once(directory, file):
    said = take(file(COUNCIL | {"kind": "club", "founded": "2069", "summary": ""}))

    assert all(column in said for column in ("kind:", "founded:", "summary:"))


def test_rows_with_too_many_cells_and_keys_that_stand_twice_are_refused(directory, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(
        "key,name,summary,kind\none,One,What it does.,ngo\ntwo,Two,What, it does.,ngo\n"
        'three,"Th\nree",What it does.,ngo\n\none,First,Again.,ngo\n'
    )

    said = take(path)

    assert "line 3, no key: This row has 5 cells, the first line has 4." in said
    assert "line 7, one: This key stands in line 2 already." in said
    assert "2 new" in said


def test_an_organisation_that_an_editor_has_in_hand_is_left_alone(directory, file):
    take(file(COUNCIL, another("locked"), another("down")))
    draft = profile()
    draft.place = "Kumasi"
    draft.save_revision()
    ProfilePage.objects.filter(slug="locked").update(locked=True)
    profile("down").unpublish()

    path = file(*(another(key, founded="2013") for key in ("peace-council", "locked", "down")))
    said = take(path)

    assert said.count("It has a draft on the site.") == 2
    assert "It is locked on the site." in said
    assert profile().get_latest_revision_as_object().place == "Kumasi"
    assert not profile("down").live


def test_the_original_of_another_language_is_not_written_over(directory, file):
    take(file(COUNCIL))

    said = take(file(COUNCIL | {"language": "fr", "place": "Kumasi"}))

    assert "language: The original is written in “en”." in said


def test_a_text_with_headings_is_kept_as_long_as_its_cell_is(directory, file, tmp_path):
    take(file(COUNCIL))
    publish(
        profile(), body=[("heading", "Law < order"), ("text", "<p>An <b>act</b>.</p><ul><li>One")]
    )
    path = give(tmp_path / "out.csv")
    assert "Law < order\n\nAn act." in path.read_text()

    assert "1 unchanged" in take(path)
    path.write_text(path.read_text().replace("An act.", "A bill."))
    assert "which a table cannot hold" in take(path)
    assert len(profile().body) == 2


# Files that are no tables -------------------------------------------------------------------

HEAD = b"key,name,summary,kind\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The first line names the columns"),
        (b"one,One,What it does.,ngo\n", "The first line names the columns"),
        (b"key,title\none,One\n", "There is no column “title”. Known are: key, language"),
        (b"key,name,name\none,One,One\n", "The column “name” stands twice"),
        (HEAD + "two,Zwölf,What,ngo\n".encode("latin-1"), "Line 2 is not in UTF-8."),
        (HEAD.decode().encode("utf-16"), "Line 1 is not in UTF-8."),
        (HEAD + b'one,"One,What,ngo\ntwo,Two,What,ngo\n', "Line 2: a cell does not end"),
        (HEAD + b'one,"On"e,What,ngo\n', "Line 2: a cell does not end"),
        (HEAD + b"one,One,%s,ngo\n" % (b"x" * 10_000_000), "Line 2 is too long for a table."),
        (HEAD + b'one,One,"%s",ngo\n' % (b"word\n" * 2_000_000), "is longer than 131072 letters"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "The first line names the columns"),
        (b"\x89PNG\r\n\x1a\n", "Line 1 is not in UTF-8."),
        (b"PK\x03\x04 no archive", "This is not a file we can take."),
        (b"\0" * 3000, "The first line names the columns"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_words_and_nothing_is_imported(
    directory, tmp_path, content, said
):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    answer = take(path)

    assert said in answer
    assert "Nothing was imported." in answer
    assert not ProfilePage.objects.exists()


def test_a_missing_file_and_a_missing_directory_are_told(site, file, tmp_path):
    assert "cannot be read: No such file" in take(tmp_path / "none.csv")
    assert "This site has no directory" in take(file(COUNCIL))


def test_a_table_is_read_as_spreadsheets_write_it(directory, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(
        '\ufeffKey;Name ;summary;kind;countries\r\none;Éins;Was es tut.;ngo;"GH;TG"\r\n'.encode()
    )
    assert "1 new" in take(path)
    assert [row.iso for row in profile("one").countries.all()] == ["GH", "TG"]

    book = Workbook()
    book.active.append(["key", "name", "summary", "kind", "founded", "place", None])
    book.active.append(["two", 1325, "What it does.", "ngo", 2011.0])
    book.active.append([])
    book.save(tmp_path / "rows.xlsx")
    assert "1 new" in take(tmp_path / "rows.xlsx")
    assert (profile("two").title, profile("two").founded) == ("1325", 2011)


def test_a_workbook_that_is_torn_is_told_in_words(directory, tmp_path):
    book, path = Workbook(), tmp_path / "rows.xlsx"
    book.active.append(["key", "name"])
    book.save(path)
    torn = tmp_path / "torn.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(torn, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[:60] if "sheet1" in name else data)

    assert "This XLSX file is damaged." in take(torn)


# Not to be listed -----------------------------------------------------------------------------


def test_who_was_withdrawn_is_not_listed_again(client, directory, file):
    take(file(COUNCIL, another("other")))
    publish(profile("other"), slug="another")
    withdraw(profile())
    withdraw(profile("another"))
    before = sizes()

    said = take(file(COUNCIL | {"place": "Kumasi"}, another("other")))

    assert "line 2, peace-council: It does not want to be listed." in said
    assert "0 refused, 2 not to be listed" in said
    assert "rows were refused" not in said
    assert sizes() == before
    assert client.get("/en/who/peace-council/").status_code == 404


def test_who_asked_not_to_be_listed_is_known_again_under_another_key(directory, file):
    take(file(COUNCIL))
    gone = profile()
    remember(gone)
    remember(gone)
    gone.delete()

    said = take(
        file(
            COUNCIL,
            another("npc", name="national  peace COUNCIL"),
            another("council", website="http://www.council.example.org/fr/contact"),
            another("unlike", website="https://example.org/"),
        )
    )

    assert "1 new, 0 changed, 0 unchanged, 0 refused, 3 not to be listed" in said
    kept = Unlisted.objects.get()
    assert kept.key == "peace-council"
    assert not {"National Peace Council", "council.example.org"} & {
        kept.name_hash,
        kept.website_hash,
    }


def test_whoever_has_a_page_on_a_large_host_is_not_everybody_there(directory, file):
    take(file(COUNCIL | {"website": "https://social.example/council"}))
    remember(profile())
    profile().delete()

    assert is_unlisted("other", "Other", "https://www.social.example/council/")
    assert not is_unlisted("other", "Other", "https://social.example/others")
    assert not is_unlisted("other", "", "")


# Giving out -----------------------------------------------------------------------------------


@pytest.fixture
def everything(directory, file):
    """Profiles with all that is difficult in a table."""
    take(
        file(
            COUNCIL,
            another("north", part_of="peace-council hidden", language="ne", name="उत्तर"),
            another("hidden"),
            another("odd", names="", part_of="hidden"),
        )
    )
    publish(
        profile("odd"),
        title="=1+1",
        summary="@you\r\nand me\x0b",
        place="'+quoted",
        names="One\r\nTwo|Three",
        body=[("heading", "A heading"), ("text", "<p>1 &lt; 2<br/>and &amp;amp;</p>")],
    )
    translate(profile("north"), "fr")
    publish(profile("odd"), parents=[*profile("odd").parents.all(), ProfileParent(other=profile())])
    profile("hidden").unpublish()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_given_out_and_taken_in_again_changes_nothing(everything, tmp_path, ending):
    path = give(tmp_path / f"out.{ending}")
    before = sizes()

    said = take(path)

    assert "0 new, 0 changed, 3 unchanged, 0 refused" in said
    assert sizes() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_given_out_fills_another_site_with_the_same(everything, tmp_path, ending):
    first = give(tmp_path / f"first.{ending}", "--format", ending)
    for page in ProfilePage.objects.order_by("-pk"):
        page.delete()

    assert "3 new" in take(first)

    assert table(give(tmp_path / f"second.{ending}")) == table(first)


def table(path):
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    return list(load_workbook(path).active.iter_rows(values_only=True))


def test_only_what_everybody_may_read_is_given_out_and_each_item_once(everything, tmp_path):
    restrict(profile("odd"))

    head, *given = table(give(tmp_path / "out.csv"))

    assert head == list(COLUMNS)
    cells = {row[0]: row for row in given if len(row) == len(head)}
    assert "hidden" not in cells
    assert "odd" not in cells
    assert cells["north"][head.index("language")] == "ne"
    assert cells["north"][head.index("part_of")] == "peace-council"


def test_a_part_of_what_is_hidden_stays_where_another_is_added(everything, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("key,part_of\nnorth,odd\n")

    assert "1 changed" in take(path)

    assert {row.other.slug for row in profile("north").parents.all()} == {"hidden", "odd"}


def test_giving_out_costs_the_same_questions_however_many_there_are(directory, file, tmp_path):
    take(file(COUNCIL, another("one", part_of="peace-council")))
    few, _ = count_queries(give, tmp_path / "few.csv")
    take(file(*(another(f"n-{n}", part_of="peace-council") for n in range(20))))

    many, _ = count_queries(give, tmp_path / "many.csv")

    assert many == few


# Formulas -------------------------------------------------------------------------------------

SIGNS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
PREFIXES = [*SIGNS, *(f"  {sign}" for sign in SIGNS), "'=", "''@", "\u00a0=", "\n+"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_cell_is_a_formula(prefix, tmp_path):
    assert len(PREFIXES) == 24
    text = f"{prefix}HYPERLINK(1)"
    row = [text] * len(COLUMNS)

    lines = b"".join(csv_lines([row])).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(lines, newline="")))[1] == [f"'{text}"] * len(COLUMNS)

    with (tmp_path / "out.xlsx").open("wb") as out:
        write_xlsx([row], out)
    cell = load_workbook(tmp_path / "out.xlsx").active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")

    assert unguarded(guarded(text)) == text


def test_other_cells_stay_as_they_are():
    for text in ("", "a=b", "'quoted'", "’=", "2011", "https://example.org/"):
        assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_begins_like_a_formula_comes_back_as_it_was(directory, file, tmp_path, ending):
    take(file(*(another(f"n-{n}") for n in range(len(PREFIXES)))))
    for n, prefix in enumerate(PREFIXES):
        ProfilePage.objects.filter(slug=f"n-{n}").update(title=f"{prefix}SUM(1)", place=prefix)
    before = sizes()

    assert "0 changed, 24 unchanged, 0 refused" in take(give(tmp_path / f"out.{ending}"))
    assert sizes() == before


def test_a_text_that_no_cell_of_xlsx_holds_is_told(directory, file, tmp_path):
    take(file(COUNCIL | {"text": "word " * 8000}))

    with pytest.raises(CommandError, match="“peace-council” is too long for XLSX"):
        give(tmp_path / "out.xlsx")
    assert "1 unchanged" in take(give(tmp_path / "out.csv"))


# In the admin ---------------------------------------------------------------------------------


@pytest.fixture
def worker(settings):
    """Work waits until `worker()` comes by."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lambda: [batches.work_off(pk) for pk in Batch.objects.values_list("pk", flat=True)]


IMPORT = "/admin/profiles/import/"


def upload(client, path, **fields):
    sent = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(IMPORT, {"file": sent, "language": "en"} | fields)


def test_a_file_is_looked_at_before_the_worker_imports_it(admin_client, directory, file, worker):
    take(file(COUNCIL))
    listing = admin_client.get(reverse("profiles:index")).text
    assert f'href="{IMPORT}"' in listing
    assert "Language" in admin_client.get(IMPORT).text

    path = file(COUNCIL | {"place": "Kumasi"}, another("north"), another("bad", kind="club"))
    sent = upload(admin_client, path)
    preview = sent.headers["Location"]
    worker()
    html = admin_client.get(preview).text

    for said in ("1 new profile", "1 changed profile", "1 row that is refused", "“club”"):
        assert said in html, said
    assert profile().place == "Accra"

    begun = admin_client.post(preview, {"do": "import"})
    worker()

    progress = admin_client.get(begun.headers["Location"]).text
    assert "2 of 3 done" in progress
    assert "Line 8: bad" in progress
    assert "“club” is not known" in progress
    assert profile().place == "Kumasi"
    assert profile("north").owner.email == "admin@example.org"
    assert admin_client.get(preview).headers["Location"] == begun.headers["Location"]


def test_a_look_at_a_file_changes_nothing_and_it_can_be_thrown_away(
    admin_client, directory, file, worker
):
    preview = upload(admin_client, file(COUNCIL)).headers["Location"]
    before = sizes()

    admin_client.get(preview)
    assert sizes() == before
    assert admin_client.post(preview, {"do": "something"}).status_code == 400
    admin_client.post(preview, {"do": "discard"})

    assert not Batch.objects.exists()
    assert not ProfilePage.objects.exists()


def test_a_preview_shows_the_first_problems_and_how_many_more(
    admin_client, directory, file, worker
):
    path = file(*(another(f"n-{n}", kind="club") for n in range(203)))

    html = admin_client.get(upload(admin_client, path).headers["Location"]).text

    assert html.count("<bdi>n-") == 200
    assert "And 3 rows more." in html
    assert "203 rows that are refused" in html
    assert 'value="import"' not in html


def test_a_workbook_is_imported_as_well(admin_client, everything, tmp_path, worker):
    path = give(tmp_path / "out.xlsx")

    html = admin_client.get(upload(admin_client, path).headers["Location"]).text

    assert "3 profiles as they are already" in html


def test_what_is_no_table_or_too_big_is_refused_with_words(
    admin_client, directory, tmp_path, monkeypatch
):
    path = tmp_path / "file.csv"
    for content, said in (
        (b"\x89PNG", "is not in UTF-8"),
        (b"key,name\n", "There are no rows in this file."),
        (b"key\n" + b"x\n" * 2001, "more than 2000 rows"),
    ):
        path.write_bytes(content)
        answer = upload(admin_client, path)
        assert answer.status_code == 422
        assert said in answer.text
    monkeypatch.setattr(ImportForm, "most_bytes", 3)
    assert "This file is too big." in upload(admin_client, path).text
    assert not Batch.objects.exists()


def test_an_editor_imports_in_the_languages_that_are_theirs(client, directory, file, worker):
    take(file(COUNCIL))
    editor = make_editor(rows(directory)["fr"])
    client.force_login(editor)
    assert IMPORT in client.get(reverse("profiles:index")).text

    path = file(COUNCIL | {"place": "Kumasi"}, another("nord", language="fr"), another("north"))
    preview = upload(client, path).headers["Location"]
    html = client.get(preview).text
    assert html.count("You may not publish this profile.") == 2
    client.post(preview, {"do": "import"})
    worker()

    assert [step.state for step in Step.objects.order_by("pk")] == ["failed", "done", "failed"]
    assert profile().place == "Accra"
    assert profile("nord").live
    assert not ProfilePage.objects.filter(slug="north").exists()


def test_a_right_that_was_taken_away_meanwhile_counts(client, directory, file, worker):
    editor = make_editor(directory)
    client.force_login(editor)
    preview = upload(client, file(COUNCIL)).headers["Location"]
    client.post(preview, {"do": "import"})

    editor.groups.get().page_permissions.all().delete()
    worker()

    assert "You may not publish" in Step.objects.get().reason
    assert not ProfilePage.objects.exists()


def test_nobody_else_imports(client, site, directory, admin, file, worker):
    client.force_login(admin)
    preview = upload(client, file(COUNCIL)).headers["Location"]
    author = make_editor(directory, "author@example.org", permissions=("add", "change"))
    insider = make_member("insider@example.org")
    insider.user_permissions.add(Permission.objects.get(codename="access_admin"))

    for member in (author, insider, make_member("outsider@example.org")):
        client.force_login(member)
        for address in (IMPORT, preview):
            for answer in (client.get(address), client.post(address, {"do": "import"})):
                assert answer.status_code == 403 or answer.headers["Location"] == "/admin/"
    client.force_login(make_editor(site.home, "editor@example.org"))
    assert client.get(preview).status_code == 404
    assert client.post(preview, {"do": "import"}).status_code == 404
    worker()
    assert not ProfilePage.objects.exists()


def test_the_listing_gives_the_directory_as_files(admin_client, everything, tmp_path):
    listing = admin_client.get(reverse("profiles:index")).text
    for ending in ("csv", "xlsx"):
        address = f"/admin/profiles/export/{ending}/"
        assert f'href="{address}"' in listing
        answer = admin_client.get(address)
        path = tmp_path / f"given.{ending}"
        path.write_bytes(answer.getvalue())
        assert "3 unchanged" in take(path)
        assert "attachment" in answer.headers["Content-Disposition"]
    assert admin_client.get("/admin/profiles/export/exe/").status_code == 404
