"""An administrator sees what the background work has left undone."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.makers import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(db):
    return DBTaskResult.objects.create(
        status="FAILED",
        task_path="core.tasks.make_shelves",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="core.background.WorkerLost",
    )


def test_an_administrator_sees_failed_tasks_with_their_reason(admin_client, failed):
    html = admin_client.get("/admin/reports/tasks/").text

    assert "core.tasks.make_shelves" in html
    assert "core.background.WorkerLost" in html


def test_nobody_else_sees_them(client, site, failed):
    client.force_login(make_editor(site.home))

    assert "make_shelves" not in client.get("/admin/reports/tasks/", follow=True).text
