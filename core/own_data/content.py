"""The content of pages as it is stored beside them: in revisions and what is made of them."""

from functools import reduce
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Revision,
)


def scrub(rows, column, member, read=lambda stored: stored, write=lambda content: content):
    """Take a member out of the page content that is stored in a column of these rows.

    `read` and `write` turn what is stored into content and back.
    """
    names = (f'"{key}": {member.pk}' for key in ("owner", "locked_by", "user", "resolved_by"))
    may_name = reduce(or_, (Q(stored_text__contains=name) for name in names))
    found = rows.annotate(stored_text=Cast(column, TextField())).filter(may_name)
    for pk in list(found.values_list("pk", flat=True)):
        content = read(rows.values_list(column, flat=True).get(pk=pk))
        rows.filter(pk=pk).update(**{column: write(without(content, member.pk))})


def without(content, pk):
    """Content of a page that says nothing of a member: not whose it is, nor what they remarked."""
    content = _unnamed(content, pk, "owner", "locked_by")
    if remarks := content.get(COMMENTS_RELATION_NAME):
        kept = [_unnamed(remark, pk, "resolved_by") for remark in remarks if remark["user"] != pk]
        for remark in kept:
            remark["replies"] = [r for r in remark.get("replies", ()) if r["user"] != pk]
        content[COMMENTS_RELATION_NAME] = kept
    return content


def _unnamed(row, pk, *names):
    return row | {name: None for name in names if row.get(name) == pk}


def forget_in_revisions(member):
    scrub(Revision.objects.all(), "content", member)
