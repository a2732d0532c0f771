"""A large corpus, made quickly."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from core.vocabularies import Level, Status, Theme
from knowledge.models import CaseStudyCountry, CaseStudyPage, CaseStudyTheme
from knowledge.vocabularies import Kind, LegalStanding
from tests.makers import FACTS

COUNTRIES = ["GH", "NP", "KE", "TG", "BI", "CO", "KG", "TL", "TN", "ZA", "FJ", "NI"]


def make_many(section, number):
    """Live case studies straight into the tables, below a section's row in one language."""
    pages = _add_many(section, number)
    CaseStudyCountry.objects.bulk_create(CaseStudyCountry(case_study=p, iso="NP") for p in pages)
    _count_rows()


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
    _count_rows()
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
    """Versions of pages below another language's section."""
    return _insert(
        section,
        [
            {name: getattr(original, name) for name in (*FACT_NAMES, *SHARED)}
            for original in originals
        ],
    )


SHARED = ["title", "slug", "translation_key", "original_locale", "summary"]


def _add_many(section, number, facts=dict):
    parent = Page.objects.select_related("locale").get(pk=section.pk)
    first = parent.numchild + 1
    return _insert(
        section,
        [
            {
                "title": f"Case {n}",
                "slug": f"made-{n}",
                "translation_key": uuid.uuid4(),
                "original_locale": parent.locale,
                **FACTS,
                **facts(),
            }
            for n in range(first, first + number)
        ],
    )


def _insert(section, rows):
    """Pages with these fields below a section, by few statements and without any signal."""
    parent = Page.objects.select_related("locale").get(pk=section.pk)
    pages = [
        CaseStudyPage(
            draft_title=row["title"],
            url_path=f"{parent.url_path}{row['slug']}/",
            path=parent.path + Page._int2str(n).rjust(Page.steplen, "0"),
            depth=parent.depth + 1,
            content_type=ContentType.objects.get_for_model(CaseStudyPage),
            locale=parent.locale,
            first_published_at=timezone.now(),
            **row,
        )
        for n, row in enumerate(rows, parent.numchild + 1)
    ]
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in shared}) for page in pages
    )
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
    # What `bulk_create` refuses for a model with a parent, whose rows are there already.
    own = CaseStudyPage._base_manager.get_queryset()
    own._for_write = True
    own._batched_insert(pages, CaseStudyPage._meta.local_concrete_fields, batch_size=None)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    return pages


def _count_rows():
    """Tell the database how much there is; a server in use looks by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
