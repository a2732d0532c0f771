"""What wagtail-localize lets happen, and does not happen here."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import GroupApprovalTask, Locale, Page
from wagtail.rich_text import RichText
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from core.languages.shelves import shelf_of
from core.models import Picture, Provenance
from knowledge.models import CaseStudyPage
from tests.makers import (
    committed,
    fill,
    make_case,
    make_editor,
    make_member,
    publish,
    restrict,
    rows,
    translate,
)
from translation.publishing import missing_words

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/knowledge/case-studies/a-case/"


def translation_into(page, language):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code=language
    )


def source_of(page):
    return TranslationSource.objects.get(object_id=page.translation_key)


@pytest.fixture
def translator(site):
    """Someone who may write drafts in French, and has the right to translate."""
    return make_translator(site, "fr")


def make_translator(site, language, permissions=("add", "change"), email="translator@example.org"):
    home = shelf_of(site.home, site.languages[language])
    translator = make_editor(home, email, permissions)
    group = translator.groups.get()
    group.permissions.add(*submit_permission())
    return translator


def submit_permission():
    return Permission.objects.filter(codename="submit_translation")


def submit(client, page, *languages):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locales = Locale.objects.filter(language_code__in=languages)
    return client.post(address, {"locales": [locale.pk for locale in locales]}, follow=True)


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# Submitting ---------------------------------------------------------------------------


def test_submitting_a_page_publishes_nothing(client, site, translator):
    case = make_case(site)
    client.force_login(translator)

    with committed():
        submit(client, case, "fr")

    assert not rows(case)["fr"].live
    assert 'lang="en"' in Client().get(ADDRESS).text


def test_a_translator_submits_into_their_own_language_only(client, site, translator):
    case = make_case(site)
    client.force_login(translator)

    submit(client, case, "ne")

    assert set(rows(case)) == {"en"}


def test_who_changes_texts_of_a_language_may_bring_others_into_it(client, site):
    client.force_login(make_translator(site, "fr", ("change",)))
    case = make_case(site)

    submit(client, case, "fr")

    assert set(rows(case)) == {"en", "fr"}
    again = client.get(
        reverse("wagtail_localize:submit_page_translation", args=[case.pk]), follow=True
    )
    assert "no language left" in again.text


def test_a_translator_copies_no_draft_of_others(client, site, translator):
    case = make_case(site, "Secret", live=False)
    client.force_login(translator)

    submit(client, case, "fr")

    assert set(rows(case)) == {"en"}


def test_a_translator_copies_nothing_that_is_closed(client, site, translator):
    case = make_case(site)
    restrict(case)
    client.force_login(translator)

    submit(client, case, "fr")

    assert set(rows(case)) == {"en"}


def test_a_member_without_a_language_submits_nothing(client, site):
    editor = make_editor(site.home, permissions=())
    editor.groups.get().permissions.add(*submit_permission())
    case = make_case(site)
    client.force_login(editor)

    submit(client, case, "fr", "ne", "ar")

    assert set(rows(case)) == {"en"}


def test_what_lies_below_a_page_is_not_taken_along(admin_client, site):
    make_case(site)
    address = reverse("wagtail_localize:submit_page_translation", args=[site.cases.pk])

    assert "include_subtree" not in admin_client.get(address).text
    admin_client.post(
        address, {"locales": site.languages["fr"].pk, "include_subtree": "on"}, follow=True
    )

    assert CaseStudyPage.objects.count() == 1


def test_a_shelf_submitted_means_its_section(admin_client, site):
    shelf = shelf_of(site.knowledge, site.languages["ne"])

    submit(admin_client, shelf, "fr")

    assert rows(site.knowledge)["fr"].alias_of_id is None
    assert source_of(site.knowledge).locale.language_code == "en"
    with pytest.raises(ValidationError):
        translate_object(shelf.specific, [site.languages["ar"]])


# Syncing ------------------------------------------------------------------------------


def sync(client, page, **data):
    address = reverse("wagtail_localize:update_translations", args=[source_of(page).pk])
    return client.post(address, data, follow=True)


def test_syncing_publishes_nothing(admin_client, site):
    case = make_case(site, summary="Words.")
    translate(case, "fr")
    fill(translation_into(case, "fr"), lambda text: f"(Draft of {text})")

    with committed():
        sync(admin_client, case, publish_translations="on")

    assert rows(case)["fr"].summary == "[Words.]"


def test_syncing_takes_no_draft_that_is_not_ones_own(client, site, translator):
    case = make_case(site)
    translate(case, "fr")
    case.unpublish()
    CaseStudyPage.objects.filter(pk=case.pk).update(summary="Secret words.")
    client.force_login(translator)

    sync(client, case)

    assert not StringSegment.objects.filter(string__data="Secret words.").exists()


# Drafts and publishing ----------------------------------------------------------------


def test_a_draft_of_a_translation_does_not_touch_what_readers_see(site):
    case = make_case(site)
    french = translate(case, "fr")
    fill(translation_into(case, "fr"), lambda text: f"<{text}>".replace("<", "(").replace(">", ")"))

    translation_into(case, "fr").save_target(publish=False)

    french = rows(case)["fr"]
    assert french.title == "[A case]"
    assert french.get_latest_revision_as_object().title == "(A case)"
    assert french.live


def test_a_translation_with_gaps_is_not_published(admin_client, site):
    case = make_case(site)
    translate(case, "fr", live=False)
    StringTranslation.objects.filter(translation_of__data="A case").delete()

    html = admin_client.post(editor_of(rows(case)["fr"]), {"action": "publish"}, follow=True).text

    assert "1 passage is not translated yet." in html
    assert not rows(case)["fr"].live


def test_what_has_changed_keeps_its_former_translation_until_there_is_a_new_one(site):
    case = make_case(site, summary="Old.")
    translate(case, "fr")
    case = publish(case, summary="New.")
    source_of(case).update_from_db()
    translation = translation_into(case, "fr")
    assert missing_words(translation) == 0

    translation.save_target()

    french = rows(case)["fr"]
    assert french.summary == "[Old.]"
    current = Provenance.objects.current(case.translation_key, Locale.objects.all())
    assert current[french.locale_id].changed_since(current[case.locale_id]) == 1

    fill(translation, lambda text: f"[{text}]")
    translation.save_target()
    assert rows(case)["fr"].summary == "[New.]"
    current = Provenance.objects.current(case.translation_key, Locale.objects.all())
    assert current[french.locale_id].changed_since(current[case.locale_id]) == 0


def test_a_former_translation_whose_link_is_gone_is_not_used(site):
    other = make_case(site, "Other")
    link = f'<p>See <a linktype="page" id="{other.pk}">the other</a>.</p>'
    case = make_case(site, live=False)
    case = publish(case, body=[("text", link)])
    translate(case, "fr", words=lambda text: text.replace("See", "Voir"))
    case = CaseStudyPage.objects.get(pk=case.pk)
    case.body[0].value = RichText("<p>See nothing.</p>")
    publish(case)
    source_of(case).update_from_db()

    assert missing_words(translation_into(case, "fr")) == 1


def test_what_is_not_valid_is_not_published_and_noted_at_its_words(site):
    case = make_case(site)
    translate(case, "fr", live=False)
    translation = translation_into(case, "fr")
    fill(translation, lambda text: text * 60 if text == "A case" else f"[{text}]")

    with pytest.raises(ValidationError):
        translation.save_target()

    assert not rows(case)["fr"].live
    assert StringTranslation.objects.get(translation_of__data="A case").field_error


def test_who_may_not_publish_is_offered_review_only(client, site, translator):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    client.force_login(translator)

    html = client.get(editor_of(french)).text
    assert "&quot;canPublish&quot;: false" in html
    assert "Send for review" in html
    assert client.post(editor_of(french), {"action": "publish"}).status_code == 302
    assert not rows(case)["fr"].live


def test_a_translation_sent_for_review_is_published_by_those_who_review(
    client, site, admin, translator
):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    client.force_login(translator)

    html = client.post(editor_of(french), {"action": "review"}, follow=True).text

    french = rows(case)["fr"]
    assert "was sent for review" in html
    assert french.workflow_in_progress
    assert not french.live
    french.current_workflow_task.on_action(french.current_workflow_task_state, admin, "approve")
    assert rows(case)["fr"].live


def test_nobody_publishes_past_a_running_review(admin_client, site, translator):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    translator_client = Client()
    translator_client.force_login(translator)
    translator_client.post(editor_of(french), {"action": "review"})

    assert "&quot;canPublish&quot;: false" in admin_client.get(editor_of(french)).text
    admin_client.post(editor_of(french), {"action": "publish"})

    assert not rows(case)["fr"].live
    assert rows(case)["fr"].workflow_in_progress


def test_nobody_publishes_past_a_lock(client, site, admin):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    Page.objects.filter(pk=french.pk).update(
        locked=True, locked_by=admin, locked_at=timezone.now() - timedelta(hours=1)
    )
    client.force_login(make_translator(site, "fr", ("add", "change", "publish")))

    client.post(editor_of(french), {"action": "publish"})

    assert not rows(case)["fr"].live


@pytest.mark.parametrize(
    ("method", "door"),
    [
        ("put", "strings"), ("delete", "strings"), ("put", "overrides"), ("delete", "overrides"),
        ("post", "machine_translate"), ("post", "disable"),
    ],
)  # fmt: skip
def test_nobody_changes_the_words_of_a_locked_version(
    client, site, admin, translator, settings, method, door
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    film = {"title": "A film", "address": "https://example.org/film"}
    case = make_case(site, body=[("film", film)])
    french = translate(case, "fr", live=False)
    link = OverridableSegment.objects.get(source=source_of(case))
    title = StringSegment.objects.get(source=source_of(case), context__path="title")
    SegmentOverride.objects.create(
        locale=french.locale, context=link.context, data_json='"https://example.org/own"'
    )
    StringTranslation.objects.filter(translation_of__data="A film").delete()
    translation = translation_into(case, "fr")
    places = {"strings": f"strings/{title.pk}/edit/", "overrides": f"overrides/{link.pk}/edit/"}
    address = f"/admin/localize/translate/{translation.pk}/{places.get(door, f'{door}/')}"
    client.force_login(translator)

    def ask():
        body = "value=https://example.org/fr"
        return getattr(client, method)(address, body, "application/x-www-form-urlencoded")

    def words():
        translations = StringTranslation.objects.order_by("pk").values_list("data", flat=True)
        overrides = SegmentOverride.objects.values_list("data_json", flat=True)
        return [*translations, *overrides, translation_into(case, "fr").enabled]

    before = words()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Page.objects.filter(pk=french.pk).update(locked=True, locked_by=admin, locked_at=an_hour_ago)
    assert ask().status_code == (302 if method == "post" else 403)
    assert words() == before

    Page.objects.filter(pk=french.pk).update(locked=False, locked_by=None, locked_at=None)
    ask()
    assert words() != before


def test_an_original_with_gaps_is_not_sent_for_review(client, site, translator):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    StringTranslation.objects.all().delete()
    client.force_login(translator)

    client.post(editor_of(french), {"action": "review"})

    assert not rows(case)["fr"].workflow_in_progress


# One source, one direction ------------------------------------------------------------


def test_a_version_has_one_source(site):
    case = make_case(site)
    french = translate(case, "fr")
    translate(case, "ne")

    with pytest.raises(ValidationError):
        translate_object(french, [site.languages["ne"]])


def test_an_original_is_not_translated_from_its_translation(site):
    case = make_case(site)
    french = translate(case, "fr")

    with pytest.raises(ValidationError):
        translate_object(french, [site.languages["en"]])


def test_a_translation_written_freely_is_not_written_over(admin_client, site):
    case = make_case(site)
    french = translate(case, "fr")
    admin_client.post(
        reverse("wagtail_localize:stop_translation", args=[translation_into(case, "fr").pk])
    )

    assert "Start Synced translation" not in admin_client.get(editor_of(french)).text
    admin_client.post(editor_of(french), {"localize-restart-translation": "on"})

    assert not translation_into(case, "fr").enabled


# Links --------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x"])
def test_a_translator_plants_no_link_that_runs(client, site, translator, link):
    film = {"title": "A film", "address": "https://example.org/film"}
    case = make_case(site, body=[("film", film)])
    french = translate(case, "fr")
    segment = OverridableSegment.objects.get(source=source_of(case))
    client.force_login(translator)
    address = reverse(
        "wagtail_localize:edit_override", args=[translation_into(case, "fr").pk, segment.pk]
    )

    def put(value):
        return client.put(address, f"value={value}", "application/x-www-form-urlencoded")

    assert put(link).status_code == 400
    assert not SegmentOverride.objects.exists()
    assert put("https://example.org/fr").status_code == 201
    override = SegmentOverride(
        locale=french.locale, context=segment.context, data_json=json.dumps(link)
    )
    with pytest.raises(SuspiciousOperation):
        override.save()


@pytest.mark.parametrize(
    ("words", "status"), [("Mot", 201), ("Mot " * 100, 201), ("Mot\0", 400), ("", 201)]
)
def test_a_translator_types_words_of_any_length(client, site, translator, words, status):
    case = make_case(site)
    french = translate(case, "fr", live=False)
    StringTranslation.objects.all().delete()
    segment = StringSegment.objects.get(source=source_of(case), context__path="title")
    client.force_login(translator)
    address = reverse(
        "wagtail_localize:edit_string_translation",
        args=[translation_into(case, "fr").pk, segment.pk],
    )

    body = urlencode({"value": words})
    answer = client.put(address, body, "application/x-www-form-urlencoded")

    assert answer.status_code == status
    if status == 201:
        assert Page.objects.get(pk=french.pk).draft_title == words[:255]


# Taking down --------------------------------------------------------------------------


def test_unpublishing_the_original_takes_its_translations_down_and_keeps_their_words(
    admin_client, site
):
    case = make_case(site)
    translate(case, "fr")
    words = StringTranslation.objects.count()

    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[case.pk]))

    assert not any(row.live for row in rows(case).values())
    assert StringTranslation.objects.count() == words


def test_unpublishing_a_translation_leaves_the_others(site):
    case = make_case(site)
    translate(case, "fr").unpublish()

    assert rows(case)["en"].live


# PO files -----------------------------------------------------------------------------


@pytest.fixture
def po_door(admin_client, site):
    """The French of a case, with ways to send a PO file and to fetch it."""
    case = make_case(site, "शान्ति", "ne")
    translate(case, "fr", live=False)
    StringTranslation.objects.all().delete()
    translation = translation_into(case, "fr")

    def send(content, name="fr.po"):
        address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        data = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
        return admin_client.post(address, data, follow=True)

    send.translation = translation
    return send


def test_a_po_file_is_named_after_the_address_and_language(admin_client, po_door):
    address = reverse("wagtail_localize:download_pofile", args=[po_door.translation.pk])

    assert admin_client.get(address).headers["Content-Disposition"] == (
        'attachment; filename="santi-fr.po"'
    )


def test_a_po_file_goes_out_and_comes_back(admin_client, po_door):
    po = po_door.translation.export_po()
    for entry in po:
        entry.msgstr = f"[{entry.msgid}]"

    html = po_door(str(po).encode()).text

    assert "are taken over" in html
    assert missing_words(po_door.translation) == 0


@pytest.mark.parametrize(
    "content",
    [
        None, b"", b"nonsense", b"msgid", b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b"\n',
        b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: other\\n"\n', b"/etc/passwd",
        b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: \x00\\n"\n', b"# " + b"a" * 3_000_000,
    ],
)  # fmt: skip
@pytest.mark.one_database
def test_a_broken_po_file_is_refused_in_words_and_leaves_nothing(
    po_door, content, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    answer = po_door(content)

    assert answer.status_code == 200
    assert "PO file" in answer.text
    assert not StringTranslation.objects.exists()
    assert not list(tmp_path.glob("*.po"))


# Side doors ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "localize/submit/snippet/wagtailcore/page/1/",
        "localize/api/snippets/wagtailcore/page/",
        "localize/reports/translations/",
        "localize/reports/translations/results/",
        "reports/workflow/",
        "reports/workflow_tasks/",
        "reports/site-history/",
        "reports/page-types-usage/",
    ],
)
def test_an_editor_is_shown_no_titles_by_side_doors(client, site, path):
    make_case(site, "Canary", live=False)
    client.force_login(make_editor(shelf_of(site.home, site.languages["fr"])))

    answer = client.get(f"/admin/{path}")

    assert answer.status_code in {302, 403}
    assert "Canary" not in client.get("/admin/", follow=True).text


def test_an_editor_is_not_offered_reports_that_are_refused(client, site):
    client.force_login(make_editor(shelf_of(site.home, site.languages["fr"])))

    html = client.get("/admin/").text

    assert "/admin/reports/aging-pages/" in html
    assert "/admin/reports/site-history/" not in html
    assert "/admin/localize/reports/translations/" not in html


def test_an_editor_chooses_among_what_is_public_and_their_own(client, site):
    make_case(site, "Open to all")
    make_case(site, "Canary", live=False)
    french = shelf_of(site.cases, site.languages["fr"])
    make_case(site, "Brouillon", "fr", live=False)
    client.force_login(make_editor(shelf_of(site.home, site.languages["fr"])))

    def chooser(place="", **query):
        return client.get(f"/admin/choose-page/{place}", query).text

    assert "Open to all" in chooser(f"{site.cases.pk}/")
    assert "Brouillon" in chooser(f"{french.pk}/")
    assert "Canary" not in chooser(f"{site.cases.pk}/")
    assert "Canary" not in chooser("search/", q="Canary")
    assert "Brouillon" in chooser("search/", q="Brouillon")
    assert "Case studies" in chooser(f"{site.knowledge.pk}/")


@pytest.fixture
def french_editor(client, site):
    """Signed in: somebody with rights on what is written in French, and on no picture."""
    editor = make_editor(shelf_of(site.home, site.languages["fr"]))
    client.force_login(editor)
    return editor


@pytest.mark.parametrize("action", ["action", "collect_action_data"])
def test_a_review_names_no_page_that_one_may_not_edit(client, site, admin, french_editor, action):
    case = make_case(site, "Canary", live=False)
    french = make_case(site, "Brouillon", "fr", live=False)
    french.save_revision()
    french.get_workflow().start(french, admin)
    state = french.current_workflow_task_state

    answer = client.get(f"/admin/pages/workflow/{action}/{case.pk}/approve/{state.pk}/")

    assert answer.status_code in {302, 403}
    assert "Canary" not in client.get("/admin/").text
    client.force_login(admin)
    address = f"/admin/pages/workflow/{action}/{french.pk}/approve/{state.pk}/"
    assert client.get(address).status_code == 200


def test_a_task_that_a_page_is_not_reviewed_in_is_not_named(client, site, french_editor):
    own = make_case(site, "Brouillon", "fr", live=False)
    task = GroupApprovalTask.objects.create(name="Canary")

    client.get(f"/admin/pages/workflow/preview/{own.pk}/{task.pk}/")

    assert "Canary" not in client.get("/admin/").text


@pytest.mark.parametrize("door", ["confirm_cancellation/{page}/", "preview/{page}/{task}/"])
def test_a_review_that_does_not_run_names_no_page_either(client, site, french_editor, door):
    case = make_case(site, "Canary", live=False)
    task = case.get_workflow().tasks[0]

    answer = client.get("/admin/pages/workflow/" + door.format(page=case.pk, task=task.pk))

    assert answer.status_code in {302, 403}
    assert "Canary" not in client.get("/admin/").text


def test_moving_names_no_page_that_one_may_not_edit(client, site, french_editor):
    hidden = make_case(site, "Canary", live=False, slug="canary")
    own = make_case(site, "Brouillon", "fr", live=False)
    french = shelf_of(site.cases, site.languages["fr"])
    make_case(site, "Same", "fr", live=False, slug="canary-too")

    for page, goal in ((own, hidden), (hidden, french), (own, site.cases)):
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, goal.pk])
        assert client.get(address).status_code in {302, 403}
        assert "canary" not in client.get(address, follow=True).text.lower()


def test_a_picture_of_a_folder_that_one_may_not_use_is_not_shown(client, site, french_editor):
    picture = Picture.objects.create(title="Canary", file=get_test_image_file_jpeg())
    address = f"/admin/images/chooser/{picture.pk}/select_format/"

    assert "Canary" not in client.get(address, follow=True).text
    assert client.get(address).status_code in {302, 403}
    french_editor.is_superuser = True
    french_editor.save()
    assert client.get(address).status_code == 200


def test_who_translates_a_text_is_not_told_the_title_of_its_next_draft(client, site, translator):
    case = make_case(site)
    case.title = "Canary"
    case.save_revision()
    address = reverse("wagtail_localize:submit_page_translation", args=[case.pk])
    client.force_login(translator)

    assert "A case" in client.get(address).text
    assert "Canary" not in client.get(address).text
    assert "Canary" not in submit(client, case, "fr").text
    TranslationSource.objects.update(object_repr="Canary")
    address = reverse("wagtail_localize:update_translations", args=[source_of(case).pk])
    assert "Canary" not in client.get(address).text


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_what_one_may_not_change_in_bulk_is_not_named(client, site, french_editor, action):
    hidden = make_case(site, "Canary", live=False)
    own = make_case(site, "Brouillon", "fr", live=False)
    address = f"/admin/bulk/wagtailcore/page/{action}/"

    html = client.get(address, {"id": [hidden.pk, own.pk]}).text

    assert "Canary" not in html
    assert "Canary" not in client.get(address, {"id": "all"}).text
    if action in {"delete", "move", "publish"}:
        assert "Brouillon" in html


def test_a_picture_that_one_may_not_change_in_bulk_is_not_named(client, site, french_editor):
    picture = Picture.objects.create(title="Canary", file=get_test_image_file_jpeg())

    for action in ("add_tags", "add_to_collection", "delete"):
        answer = client.get(f"/admin/bulk/core/picture/{action}/", {"id": picture.pk}, follow=True)
        assert "Canary" not in answer.text


@pytest.mark.parametrize("path", ["pages/{place}/", "reports/locked/"])
def test_filters_name_only_people_who_work_on_ones_own_pages(client, site, french_editor, path):
    stranger = make_member("canary@example.org", name="Canary")
    colleague = make_member("colleague@example.org", name="Colleague")
    case = make_case(site, live=False)
    own = make_case(site, "Brouillon", "fr", live=False)
    for page, person in ((case, stranger), (own, colleague)):
        Page.objects.filter(pk=page.pk).update(
            owner=person, locked=True, locked_by=person, locked_at=timezone.now()
        )
        page.save_revision(user=person, log_action=True)
    place = shelf_of(site.cases, site.languages["fr"]).pk
    french_editor.groups.get().page_permissions.create(
        page=shelf_of(site.home, site.languages["fr"]),
        permission=Permission.objects.get(codename="unlock_page"),
    )

    html = client.get("/admin/" + path.format(place=place)).text

    assert "Colleague" in html
    assert "canary" not in html.lower()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_api_of_the_admin_shows_no_pictures_and_files(client, site, french_editor, kind):
    picture = Picture.objects.create(title="Canary", file=get_test_image_file_jpeg())

    for path in ("", f"{picture.pk}/", f"find/?id={picture.pk}"):
        assert client.get(f"/admin/api/main/{kind}/{path}").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "pages/add/knowledge/casestudypage/{place}/", "pages/{page}/edit/", "pages/{page}/copy/",
        "choose-external-link/", "redirects/import/process/", "pages/1/set_position/",
    ],
)  # fmt: skip
def test_a_form_that_comes_in_pieces_is_refused_and_breaks_nothing(admin_client, site, path):
    page = make_case(site)

    answer = admin_client.post("/admin/" + path.format(place=site.cases.pk, page=page.pk))

    assert answer.status_code in {400, 403}


def test_a_chooser_names_no_page_that_one_may_not_choose(client, site, french_editor):
    hidden = make_case(site, "Canary", live=False, slug="canary")
    own = make_case(site, "Brouillon", "fr", live=False)

    for path in (f"{hidden.pk}/", f"chosen-multiple/?id={hidden.pk}&id={own.pk}"):
        assert "canary" not in client.get(f"/admin/choose-page/{path}", follow=True).text.lower()
    assert "Brouillon" in client.get(f"/admin/choose-page/chosen-multiple/?id={own.pk}").text
    assert "Brouillon" in client.get(f"/admin/choose-page/{own.pk}/").text
    assert client.get("/admin/choose-page/chosen-multiple/?id=x").status_code in {302, 403}


def test_a_chooser_names_what_is_public_as_its_readers_know_it(client, site, french_editor):
    case = make_case(site, "Open to all")
    case.title = "Canary"
    case.save_revision()

    for path in (f"{site.cases.pk}/", f"{case.pk}/", f"chosen-multiple/?id={case.pk}"):
        html = client.get(f"/admin/choose-page/{path}").text
        assert "Open to all" in html
        assert "Canary" not in html
    assert case.get_admin_display_title() == "Canary"


def test_tasks_are_chosen_by_administrators_only(client, site, french_editor):
    task = GroupApprovalTask.objects.create(name="Canary")

    for path in ("", "results/", "create/", f"{task.pk}/"):
        assert client.get(f"/admin/workflows/task_chooser/{path}").status_code == 403
