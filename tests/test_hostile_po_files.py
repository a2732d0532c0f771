"""A PO file gives a translation its own words, or is refused in words, whatever is in it."""

import re
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from members.names import without_turns
from tests.conftest import kept_for_a_module
from tests.hostile.po_files import PO_FILES
from tests.makers import make_case, read_site, translate

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built_translations(built_site, django_db_blocker):
    """A case in French and Arabic, without any words yet."""
    with kept_for_a_module(django_db_blocker):
        case = make_case(read_site())
        for language in ("fr", "ar"):
            translate(case, language, live=False)
        StringTranslation.objects.all().delete()
        yield


@pytest.fixture
def french(built_translations, db):
    return Translation.objects.get(target_locale__language_code="fr")


@pytest.fixture
def temporary(settings, tmp_path, monkeypatch):
    folder = tmp_path / "tmp"
    folder.mkdir()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def each(files):
    marks = {True: [pytest.mark.slow], False: []}
    return [pytest.param(file, id=file.what, marks=marks[file.heavy]) for file in files]


@pytest.mark.parametrize("file", each(PO_FILES))
def test_a_po_file_is_taken_or_refused_as_listed(admin_client, french, temporary, file):
    other = Translation.objects.exclude(pk=french.pk).get()
    data = file.data(str(french.uuid), str(other.uuid))

    answer = admin_client.post(
        reverse("wagtail_localize:upload_pofile", args=[french.pk]),
        {} if data is None else {"file": SimpleUploadedFile("fr.po", data)},
        follow=True,
    )

    assert answer.status_code == 200
    assert list(temporary.iterdir()) == []
    said = " ".join(str(message) for message in answer.context["messages"])
    words = StringTranslation.objects.filter(context__object_id=french.source.object_id)
    if file.refused:
        assert file.refused in said
        assert not StringTranslation.objects.exists()
        return
    assert "are taken over" in said
    assert file.unknown == int((re.findall(r"(\d+) passage", said) or [0])[0])
    title = words.filter(context__path="title").first()
    assert (title and title.data) == file.title
    assert words.count() == StringTranslation.objects.count()
    assert not words.exclude(locale=french.target_locale).exists()
    draft = Page.objects.get(translation_key=french.source.object_id, locale=french.target_locale)
    assert file.title is None or draft.draft_title == without_turns(file.title)[:255]
