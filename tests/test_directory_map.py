"""Where an organisation shows on a map is its own choice, and nothing finer is kept."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail_localize.models import String, TranslationSource

from core.actions import withdraw
from core.models import Provenance
from core.world import on_the_map
from stakeholders.actions import show_on_map
from stakeholders.models import ProfilePage
from tests.makers import (
    count_queries,
    make_editor,
    make_profile,
    publish,
    restrict,
    rows,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FINE = {"latitude": Decimal("27.71724"), "longitude": Decimal("85.32396")}
CANARY = "Kanarigaon"


@pytest.fixture
def committee(directory):
    """A committee in Nepal with a French version, and its place in words in both."""
    committee = make_profile(directory, "Committee", "NP", place=f"Ward 5, {CANARY}")
    translate(committee, "fr", lambda words: words.replace("Ward 5", "Quartier 5"))
    return ProfilePage.objects.get(pk=committee.pk)


def choose(profile, precision, user=None, latitude=FINE["latitude"], longitude=FINE["longitude"]):
    return show_on_map(profile, precision, latitude, longitude, user)


def put_into_drafts(profile, **content):
    """Write this into every stored draft and translation source, as nobody should."""
    for revision in Revision.objects.filter(
        object_id__in=[row.pk for row in rows(profile).values()]
    ):
        revision.content |= content
        revision.save(update_fields=["content"])
    for source in TranslationSource.objects.filter(object_id=profile.translation_key):
        source.content_json = json.dumps(json.loads(source.content_json) | content)
        source.save()


def tables_with(words):
    """The tables in which these words stand; those of the search engine are its own matter."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names() if "_fts" not in name]
        found = []
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            if any(words.casefold() in str(row).casefold() for row in cursor.fetchall()):
                found.append(name)
    return found


# The action ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "stored"),
    [
        ("place", (Decimal("27.72"), Decimal("85.32"))),
        ("district", (Decimal("27.7"), Decimal("85.3"))),
        ("country", None),
        ("nowhere", None),
    ],
)
def test_a_point_is_rounded_to_the_choice_in_all_versions(committee, admin, precision, stored):
    assert choose(committee, precision, admin) == stored

    for version in rows(committee).values():
        assert version.map_precision == precision
        assert version.point == stored
    assert tables_with("27.717") == []


def test_a_coarser_choice_leaves_no_finer_point_in_drafts_and_translations(committee, admin):
    choose(committee, "place", admin)
    committee = ProfilePage.objects.get(pk=committee.pk)
    committee.save_revision()
    put_into_drafts(committee, latitude="27.71724", longitude="85.32396")
    assert tables_with("27.717")

    choose(committee, "district", admin)

    for number in ("27.717", "27.72", "85.32"):
        assert tables_with(number) == [], number


@pytest.mark.parametrize("precision", ["country", "nowhere"])
def test_without_a_point_the_place_in_words_is_gone_from_everything(committee, admin, precision):
    committee.place = f"Near the well, {CANARY}"
    publish(committee)
    assert len(tables_with(CANARY)) >= 5

    choose(committee, precision, admin)

    assert tables_with(CANARY) == []
    assert tables_with(str(String._get_data_hash(committee.place))) == []
    assert {version.place for version in rows(committee).values()} == {""}


def test_a_place_that_another_item_names_stays_with_it(directory, committee, admin):
    other = make_profile(directory, "Network", place=f"Ward 5, {CANARY}")
    translate(other, "fr")

    choose(committee, "country", admin)

    assert {version.place for version in rows(other).values()} == {
        f"Ward 5, {CANARY}",
        f"[Ward 5, {CANARY}]",
    }
    source = TranslationSource.objects.get(object_id=other.translation_key)
    assert source.stringsegment_set.filter(string__data__contains=CANARY).exists()


def test_with_a_point_the_place_in_words_stays(committee, admin):
    choose(committee, "district", admin)

    assert CANARY in ProfilePage.objects.get(pk=committee.pk).place


def test_an_emptied_place_puts_no_translation_behind(committee, admin):
    choose(committee, "country", admin)
    publish(ProfilePage.objects.get(pk=committee.pk))

    current = Provenance.objects.current(committee.translation_key)
    version = rows(committee)["fr"]
    assert current[version.locale_id].changed_since(current[committee.locale_id]) == 0


def test_an_older_revision_brings_neither_point_nor_place_back(committee, admin):
    before = committee.latest_revision
    choose(committee, "nowhere", admin)

    Revision.objects.get(pk=before.pk).publish()

    committee = ProfilePage.objects.get(pk=committee.pk)
    assert (committee.map_precision, committee.point, committee.place) == ("nowhere", None, "")


def test_a_version_made_later_is_shown_as_its_item(committee, admin):
    choose(committee, "district", admin)
    translate(ProfilePage.objects.get(pk=committee.pk), "ne")

    assert rows(committee)["ne"].point == (Decimal("27.7"), Decimal("85.3"))


def test_another_organisation_made_of_a_copy_chooses_for_itself(directory, committee, admin):
    choose(committee, "place", admin)
    committee = ProfilePage.objects.get(pk=committee.pk)
    committee.save_revision()

    copied = committee.copy(update_attrs={"title": "Other", "slug": "other"})

    assert (copied.map_precision, copied.point) == ("", None)
    for revision in Revision.objects.for_instance(copied):
        assert not revision.content["latitude"]


def test_the_log_says_who_chose_but_no_point(committee, admin):
    choose(committee, "place", admin)

    [entry] = PageLogEntry.objects.filter(action="stakeholders.show_on_map")
    assert entry.user == admin
    assert "27.7" not in str(entry.data)
    assert not ModelLogEntry.objects.filter(data__icontains="27.7")


# The map ------------------------------------------------------------------------------------


def dots(html):
    """{title: (x, y)} of what is drawn on the map."""
    found = re.findall(r'aria-label="([^"]*)"><circle cx="([\d.]+)" cy="([\d.]+)"', html)
    return {title: (float(x), float(y)) for title, x, y in found}


def box_of(iso):
    """(left, top, right, bottom) of a country in the drawing."""
    drawing = Path(finders.find("core/world.svg")).read_text()
    path = re.search(rf'id="c-{iso}" d="([^"]*)"', drawing)[1]
    points = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        at = int(x), int(y)
        points.append(at)
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = at[0] + dx, at[1] + dy
            points.append(at)
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


# Capitals, as every atlas has them.
@pytest.mark.parametrize(
    ("iso", "latitude", "longitude"),
    [
        ("np", 27.7, 85.3),
        ("ke", -1.3, 36.8),
        ("co", 4.7, -74.1),
        ("nz", -41.3, 174.8),
        ("is", 64.1, -21.9),
    ],
)
def test_a_point_lies_in_its_country_on_the_map(iso, latitude, longitude):
    x, y = on_the_map(latitude, longitude)
    left, top, right, bottom = box_of(iso)

    assert left <= x <= right
    assert top <= y <= bottom


def test_the_map_shows_who_chose_it_and_lists_them_in_the_readers_language(
    client, directory, committee, admin
):
    translate(committee, "fr", lambda words: words.replace("Committee", "Comité"))
    choose(committee, "district", admin)

    for language, title in (("en", "Committee"), ("fr", "Comité"), ("ar", "Committee")):
        html = client.get(f"/{language}/stakeholders/map/").text
        assert dots(html) == {title: on_the_map(27.7, 85.3)}
        address = f"/{language}/stakeholders/committee/"
        assert html.count(f'href="{address}"') == 2


def test_who_shows_the_country_only_is_counted_and_who_is_nowhere_is_not(
    client, directory, committee, admin
):
    make_profile(directory, "First", "GH")
    make_profile(directory, "Second", "GH")
    choose(make_profile(directory, "Hidden", "GH"), "nowhere", admin)
    choose(committee, "place", admin)

    html = client.get("/en/stakeholders/map/").text

    assert '<a href="/en/knowledge/countries/gh/">Ghana</a> <small>2</small>' in html
    assert "/countries/np/" not in html
    assert dots(html).keys() == {"Committee"}
    assert "Hidden" not in html


def test_what_may_not_be_read_is_not_on_the_map(client, directory, committee, admin):
    closed = make_profile(directory, "Closed", "NP")
    for profile in (committee, closed):
        choose(profile, "place", admin)
    restrict(rows(closed)["en"])
    withdraw(ProfilePage.objects.get(pk=committee.pk))

    html = client.get("/en/stakeholders/map/").text

    assert dots(html) == {}
    assert "Closed" not in html
    assert ">Committee<" not in html


def test_words_alone_are_given_to_who_asks_for_them(client, directory, committee, admin):
    choose(committee, "place", admin)

    html = client.get("/en/stakeholders/map/?text").text

    assert dots(html) == {}
    assert ">Committee</a>" in html


def test_the_map_costs_the_same_for_many(directory, admin, client):
    def cost():
        client.get("/en/stakeholders/map/")
        return count_queries(client.get, "/en/stakeholders/map/")[0]

    def make(number):
        for n in range(number):
            profile = make_profile(directory, f"Committee {ProfilePage.objects.count()}", "NP")
            if n % 2:
                choose(profile, "place", admin)

    make(4)
    few = cost()
    make(16)

    assert cost() == few <= 10


def test_no_page_takes_the_addresses_of_the_directory(directory):
    for slug in ("map", "by-level"):
        profile = make_profile(directory, slug.replace("-", " ").title())
        assert profile.slug == f"{slug}-2"


# Its button and form ------------------------------------------------------------------------


def at(profile):
    return reverse("stakeholders_show_on_map", args=[profile.pk])


def test_an_editor_chooses_in_the_header_of_the_page_and_reads_what_is_stored(
    admin_client, committee
):
    assert at(committee) in admin_client.get(f"/admin/pages/{committee.pk}/edit/").text

    form = {"precision": "place", "latitude": "27.71724", "longitude": "85.32396"}
    response = admin_client.post(at(committee), form, follow=True)

    assert "Stored: 27.72, 85.32." in response.text
    assert 'value="27.72"' in admin_client.get(at(committee)).text


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("27,71724", "85,32396"),
        ("२७.७१७२४", "८५.३२३९६"),
        ("٢٧٫٧١٧٢٤", "٨٥٫٣٢٣٩٦"),
        (" 27.717°", "85.3240 "),
    ],
)
def test_numbers_are_taken_as_people_write_them(admin_client, committee, latitude, longitude):
    admin_client.post(
        at(committee), {"precision": "place", "latitude": latitude, "longitude": longitude}
    )

    committee.refresh_from_db()
    assert committee.point == (Decimal("27.72"), Decimal("85.32"))


def test_the_south_and_the_west_have_a_minus(admin_client, committee):
    admin_client.post(
        at(committee), {"precision": "district", "latitude": "−1.2921", "longitude": "-77.03"}
    )

    committee.refresh_from_db()
    assert committee.point == (Decimal("-1.3"), Decimal("-77.0"))


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        ("91", "85.3", "from -90 to 90"),
        ("27.7", "-180.5", "from -180 to 180"),
        ("north", "85.3", "from -90 to 90"),
        ("nan", "85.3", "from -90 to 90"),
        ("1e999", "85.3", "from -90 to 90"),
        ("", "85.3", "needs a point on the map"),
    ],
)
def test_what_is_no_point_is_refused_and_what_was_typed_is_kept(
    admin_client, committee, latitude, longitude, said
):
    form = {"precision": "place", "latitude": latitude, "longitude": longitude}
    response = admin_client.post(at(committee), form)

    assert response.status_code == 422
    assert said in response.text
    assert f'value="{longitude}"' in response.text
    committee.refresh_from_db()
    assert committee.point is None


def test_who_is_shown_nowhere_need_not_take_the_numbers_away(admin_client, committee):
    admin_client.post(
        at(committee), {"precision": "nowhere", "latitude": "north", "longitude": "85.32396"}
    )

    committee.refresh_from_db()
    assert committee.map_precision == "nowhere"


def test_only_who_may_publish_the_original_chooses(client, site, directory, committee):
    french = rows(directory)["fr"]
    client.force_login(make_editor(french))
    version = rows(committee)["fr"]
    form = {"precision": "nowhere"}

    assert at(version) not in client.get(f"/admin/pages/{version.pk}/edit/").text
    assert client.post(at(version), form).status_code in {302, 403}
    assert rows(committee)["fr"].map_precision == ""

    client.force_login(make_editor(directory, "chief@example.org"))
    client.post(at(committee), form)
    assert rows(committee)["fr"].map_precision == "nowhere"


def test_the_page_form_neither_shows_nor_takes_the_choice(admin_client, committee):
    html = admin_client.get(f"/admin/pages/{committee.pk}/edit/").text

    for name in ("map_precision", "latitude", "longitude"):
        assert f'name="{name}"' not in html


def test_a_place_that_was_taken_back_does_not_come_back(committee, admin):
    choose(committee, "country", admin)
    row = rows(committee)["en"]
    row.place = "Bharatpur"

    with pytest.raises(ValidationError, match="no place is told"):
        row.full_clean()
