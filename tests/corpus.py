"""A large corpus, made quickly."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from core.vocabularies import Level, Status, Theme
from knowledge.models import CaseStudyCountry, CaseStudyPage, CaseStudyTheme
from knowledge.vocabularies import Kind, LegalStanding
from tests.makers import FACTS

COUNTRIES = ["GH", "NP", "KE", "TG", "BI", "CO", "KG", "TL", "TN", "ZA", "FJ", "NI"]


def make_many(section, number):
    """Live case studies straight into the tables, below a section's row in one language."""
    for page in _add_many(section, number):
        CaseStudyCountry.objects.create(case_study=page, iso="NP")


def make_varied(section, others, number, chance):
    """Live case studies of all kinds, some with versions below the sections `others`.

    Gives what each of them is, as {"country": […], "status": …}, by its title.
    """
    made = {}
    pages = {}
    for page in _add_many(section, number, lambda: random_facts(chance)):
        pages[page.title] = page
        made[page.title] = {
            "country": chance.sample(COUNTRIES, chance.choice([1, 1, 1, 2])),
            "theme": chance.sample(Theme.values, chance.randint(0, 3)),
            "language": [page.locale.language_code],
            **{name: getattr(page, name) for name in FACT_NAMES},
        }
    for other in others:
        titles = chance.sample(sorted(made), number // 3)
        for page in _add_versions(other, [pages[title] for title in titles]):
            made[page.title]["language"].append(page.locale.language_code)
    countries, themes = [], []
    for title, facts in made.items():
        countries += [CaseStudyCountry(case_study=pages[title], iso=x) for x in facts["country"]]
        themes += [CaseStudyTheme(case_study=pages[title], theme=x) for x in facts["theme"]]
    CaseStudyCountry.objects.bulk_create(countries)
    CaseStudyTheme.objects.bulk_create(themes)
    return made


FACT_NAMES = ["level", "kind", "status", "law", "year_from", "year_to"]


def random_facts(chance):
    first = chance.choice([None, *range(1985, 2024)])
    return {
        "level": chance.choice(Level.values),
        "kind": chance.choice(Kind.values),
        "status": chance.choice(Status.values),
        "law": chance.choice(["", *LegalStanding.values]),
        "year_from": first,
        "year_to": chance.choice([None, first and min(first + chance.randint(0, 20), 2026)]),
    }


def _add_versions(section, originals):
    """Versions of pages below another language's section, straight into the tables."""
    for page in _add_many(section, len(originals)):
        original = originals.pop()
        for name in (*FACT_NAMES, "title", "slug", "translation_key", "original_locale"):
            setattr(page, name, getattr(original, name))
        page.url_path = f"{section.url_path}{page.slug}/"
        page.save_base()
        yield page


def _add_many(section, number, facts=dict):
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
            first_published_at=timezone.now(),
            **FACTS | facts(),
        )
        page.save_base()
        yield page
    Page.objects.filter(pk=parent.pk).update(numchild=first + number - 1)
