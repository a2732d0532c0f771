"""A file of the directory is read or refused in words, and soon, whatever is in it."""

import time

import pytest
from django.urls import reverse

from core.models import Batch
from stakeholders.models import ProfilePage
from tests.hostile.tables import TABLES
from tests.hostile.upload_doors import import_table
from tests.makers import make_directory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECONDS = 3


@pytest.fixture
def worker(settings):
    """Nothing is done before somebody has looked at it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.parametrize("upload", TABLES, ids=str)
def test_a_table_is_read_or_refused_as_listed(admin_client, site, worker, upload):
    make_directory(site)
    data = upload.data
    begun = time.process_time()

    answer = import_table(admin_client, data, upload.called)
    taken = time.process_time() - begun
    print(f"{upload}: {taken:.1f} s, {answer.status} {answer.said[:80]}")

    assert not ProfilePage.objects.exists()
    if upload.refused:
        assert answer.status == 422
        assert upload.refused in answer.said
        assert not Batch.objects.exists()
    else:
        assert answer.taken, answer.said
        batch = Batch.objects.get()
        assert batch.steps.count() == upload.rows
        looked = admin_client.get(reverse("profiles:import_preview", args=[batch.pk]))
        assert looked.status_code == 200
        assert "<script>alert" not in looked.text
    assert "<script>alert" not in answer.text
    assert time.process_time() - begun < SECONDS
    assert taken < SECONDS
