"""Accounts to try the site with, on a local machine only."""

from itertools import product

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils.crypto import get_random_string
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

# Group: what its members may do with pages, with pictures and files, and with everything else.
MODERATORS = "Network moderators"
REVIEW = "Network review"
GROUPS = {
    "Network editors": {
        "pages": ["add", "change", "publish", "lock", "unlock"],
        "files": ["add", "change", "choose"],
        "other": ["access_admin", "submit_translation"],
    },
    MODERATORS: {
        "pages": ["change", "publish"],
        "files": ["choose"],
        "other": ["access_admin"],
    },
    "Translators": {
        "pages": ["change"],
        "files": ["choose"],
        "other": ["access_admin", "submit_translation"],
    },
}
# Account: shown name and group. Those without a group get their rights with their committee.
ACCOUNTS = {
    "admin@example.org": ("Administrator (sample)", None),
    "editor@example.org": ("Network editor (sample)", "Network editors"),
    "moderator@example.org": ("Moderator (sample)", MODERATORS),
    "translator@example.org": ("Translator (sample)", "Translators"),
    "nepal@example.org": ("Committee member, Nepal (sample)", None),
    "kenya@example.org": ("Committee member, Kenya (sample)", None),
}
# Which languages they read and write; the others say it themselves.
LANGUAGES = {
    "admin@example.org": ("en", "fr"),
    "moderator@example.org": ("en", "fr"),
}


def make_groups():
    """The groups of the network, with rights on the pages of every language. Safe to repeat."""
    root, everything = Page.objects.get(depth=1), Collection.get_first_root_node()
    for name, rights in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if not is_new:
            continue
        group.permissions.add(*Permission.objects.filter(codename__in=rights["other"]))
        for right in rights["pages"]:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{right}_page"
            )
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        # Wagtail asks for the rights on its own models, whatever models a site has.
        for model, right in product((Image, Document), rights["files"]):
            permission = Permission.objects.get(
                content_type__app_label=model._meta.app_label,
                codename=f"{right}_{model._meta.model_name}",
            )
            GroupCollectionPermission.objects.create(
                group=group, collection=everything, permission=permission
            )
        if name == MODERATORS:
            make_review(group)


def make_review(moderators):
    """One review of every page in every language: an editor submits, a moderator approves.

    It takes the place of Wagtail's own, whose group nobody is in.
    """
    task = GroupApprovalTask.objects.order_by("pk").first() or GroupApprovalTask()
    workflow = Workflow.objects.order_by("pk").first() or Workflow()
    task.name, workflow.name = REVIEW, REVIEW
    task.save()
    workflow.save()
    task.groups.set([moderators])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def make_accounts():
    """Make the accounts that are missing; returns {address: password} of the new ones."""
    make_groups()
    passwords = {}
    for email, (name, group) in ACCOUNTS.items():
        if get_user_model().objects.filter(email=email).exists():
            continue
        passwords[email] = get_random_string(14)
        member = get_user_model().objects.create_user(email, passwords[email], name=name)
        member.is_superuser = email.startswith("admin@")
        member.save()
        if group:
            member.groups.add(Group.objects.get(name=group))
        for position, code in enumerate(LANGUAGES.get(email, ())):
            member.languages.create(code=code, writes=True, position=position)
    return passwords
