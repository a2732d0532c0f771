"""For the migrations that end the mark "withdrawn" of pages: what bore it publishes itself no more.

What is here stays as it is: the migrations of several apps call it.
"""


def hold_back(apps, page_types):
    """Take the dates of publication off the revisions of withdrawn pages, and end their reviews.

    `page_types` are the names of models with a column `withdrawn_at`, "app.Model".
    """
    withdrawn = [
        str(pk)
        for page_type in page_types
        for pk in apps.get_model(page_type)
        .objects.exclude(withdrawn_at=None)
        .values_list("pk", flat=True)
    ]
    if not withdrawn:
        return
    kind = apps.get_model("contenttypes.ContentType").objects.get(
        app_label="wagtailcore", model="page"
    )
    for pk in withdrawn:
        named = {"base_content_type": kind, "object_id": pk}
        apps.get_model("wagtailcore.Revision").objects.filter(
            **named, approved_go_live_at__isnull=False
        ).update(approved_go_live_at=None)
        reviews = apps.get_model("wagtailcore.WorkflowState").objects.filter(
            **named, status__in=["in_progress", "needs_changes"]
        )
        apps.get_model("wagtailcore.TaskState").objects.filter(
            workflow_state__in=reviews, status="in_progress"
        ).update(status="cancelled")
        reviews.update(status="cancelled")
