"""A large corpus, made quickly."""

import uuid

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from knowledge.models import CaseStudyCountry, CaseStudyPage
from tests.makers import FACTS


def make_many(section, number):
    """Live case studies straight into the tables, below a section's row in one language."""
    parent = Page.objects.select_related("locale").get(pk=section.pk)
    content_type = ContentType.objects.get_for_model(CaseStudyPage)
    first = parent.numchild + 1
    step = Page.steplen
    for n in range(first, first + number):
        page = CaseStudyPage(
            title=f"Case {n}",
            draft_title=f"Case {n}",
            slug=f"made-{n}",
            url_path=f"{parent.url_path}made-{n}/",
            path=parent.path + Page._int2str(n).rjust(step, "0"),
            depth=parent.depth + 1,
            content_type=content_type,
            locale=parent.locale,
            original_locale=parent.locale,
            translation_key=uuid.uuid4(),
            **FACTS,
        )
        page.save_base()
        CaseStudyCountry.objects.create(case_study=page, iso="NP")
    Page.objects.filter(pk=parent.pk).update(numchild=first + number - 1)
