"""Starting content: from the files in `starting_content/` to pages and translations.

A case study is a folder: `item.yaml` holds what is the same in every language, `<code>.yaml` the
prose. What is short stands in one file for each kind of page.
"""

import json
from pathlib import Path
from uuid import UUID, uuid5

import yaml
from django.utils.html import linebreaks
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.segments.extract import StringSegmentValue, extract_segments

from core.models.provenance import placed
from home.models import StandardPage
from knowledge.models import (
    CaseStudyCountry,
    CaseStudyPage,
    CaseStudySource,
    CaseStudyTheme,
    CollectionPage,
    ResourceCountry,
    ResourceLanguage,
    ResourcePage,
    ResourceTheme,
)

FOLDER = Path(__file__).parent / "starting_content"
NAMESPACE = UUID("6ddcb9c5-5d2a-4f0f-9d0e-6f1f0d1e8a4b")
PROSE = ["title", "summary", "place", "trigger", "participants", "law_note", "funding_note"]
POINTS = ["outcomes", "failures", "lessons"]


def read(name):
    """The content of a YAML file below the folder."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def item_key(name):
    """The translation key of an item: the same on every site."""
    return uuid5(NAMESPACE, name)


def case_folders():
    return sorted(path.parent.name for path in FOLDER.glob("*/item.yaml"))


def languages_of(folder):
    """The codes of the languages an item is written in, without its original."""
    original = read(f"{folder}/item.yaml")["original"]
    codes = {path.stem for path in (FOLDER / folder).glob("*.yaml")} - {"item", original}
    return sorted(codes)


def build_case(folder, language):
    """An unsaved case study with the facts of `item.yaml` and the prose of one language.

    Blocks have the same ids in every language, so that their texts correspond.
    """
    facts, prose = read(f"{folder}/item.yaml"), read(f"{folder}/{language}.yaml")
    years = facts["years"]
    case = CaseStudyPage(
        translation_key=item_key(folder),
        slug=facts["slug"],
        live=False,
        kind=facts["kind"],
        level=facts["level"],
        year_from=years["from"],
        year_to=years["to"],
        years_sources=", ".join(years["sources"]),
        status=facts["status"],
        status_as_of=facts["status_as_of"],
        law=facts["law"],
        **{field: prose[field] for field in PROSE},
        **{field: ", ".join(keys) for field, keys in facts.items() if field.endswith("_sources")},
        body=_stream(folder, "body", [_body_block(block) for block in prose["body"]]),
        timeline=_stream(
            folder, "timeline", [_event(event, prose["timeline"]) for event in facts["timeline"]]
        ),
        **{field: _stream(folder, field, map(_point, prose[field])) for field in POINTS},
    )
    case.countries = [CaseStudyCountry(iso=iso) for iso in facts["countries"]]
    case.themes = [CaseStudyTheme(theme=theme) for theme in facts["themes"]]
    case.sources = [CaseStudySource(**source) for source in facts["sources"]]
    return case


def build_resource(name, language):
    """An unsaved resource: its facts, and its title and abstract in one language."""
    entry = read("resources.yaml")[name]
    facts = dict(entry["facts"])
    languages, countries, themes = (facts.pop(key) for key in ("languages", "countries", "themes"))
    facts.pop("cases")
    resource = ResourcePage(
        translation_key=item_key(name), slug=name, live=False, **facts, **entry[language]
    )
    resource.languages = [ResourceLanguage(code=code) for code in languages]
    resource.countries = [ResourceCountry(iso=iso) for iso in countries]
    resource.themes = [ResourceTheme(theme=theme) for theme in themes]
    return resource


def build_collection(name, language):
    """An unsaved collection of items that are made already."""
    entry = read("collections.yaml")[name]
    texts = dict(entry[language])
    comments = texts.pop("comments")
    entries = [
        ("entry", {"page": page_of(item).pk, "comment": comment})
        for item, comment in zip(entry["entries"], comments, strict=True)
    ]
    return CollectionPage(
        translation_key=item_key(name),
        slug=name,
        live=False,
        entries=_stream(name, "entries", entries),
        **texts,
    )


def build_standing_page(name, language):
    """An unsaved standard page."""
    texts = dict(read("standing.yaml")[name][language])
    body = [_body_block(block) for block in texts.pop("body")]
    return StandardPage(
        translation_key=item_key(name),
        slug=name,
        live=False,
        show_in_menus=True,
        body=_stream(name, "body", body),
        **texts,
    )


def front_page_rows(language):
    """The rows of the front page in one language, with the same ids in each."""
    headings = read("front_page.yaml")[language]
    lists = {"cases": 6, "collections": 3, "resources": 3}
    rows = [
        (kind, {"heading": headings[kind], "number": number, "chosen": []})
        for kind, number in lists.items()
    ]
    rows.append(("figures", {"heading": headings["figures"]}))
    return _stream("home", "rows", rows)


def _stream(folder, field, blocks):
    """Blocks of a StreamField, with ids made from their place."""
    rows = []
    for number, (block_type, value) in enumerate(blocks):
        place = f"{folder}/{field}/{number}"
        if isinstance(value, list):
            value = [
                {"type": "item", "value": item, "id": str(uuid5(NAMESPACE, f"{place}/{n}"))}
                for n, item in enumerate(value)
            ]
        rows.append({"type": block_type, "value": value, "id": str(uuid5(NAMESPACE, place))})
    return json.dumps(rows)


def _body_block(block):
    [(block_type, value)] = block.items()
    if block_type == "text":
        return block_type, linebreaks(value.strip())
    if block_type == "figure":
        return block_type, value | {"sources": ", ".join(value.get("sources", []))}
    return block_type, value


def _event(event, texts):
    sources = ", ".join(event["sources"])
    return "event", {"when": event["date"], "text": texts[event["key"]], "sources": sources}


def _point(point):
    return "point", {"text": point["text"], "sources": ", ".join(point.get("sources", []))}


def enter_translation(original, translated, locale, user=None):
    """Give wagtail-localize the words of `translated` for each segment of `original`.

    `original` is a saved page, `translated` an unsaved one with the same block ids. Returns the
    `Translation`, not yet published. Raises ValueError when the two do not correspond.
    """
    translate_object(original, [locale], user=user)
    translation = Translation.objects.get(
        source__object_id=original.translation_key, target_locale=locale
    )
    words = _words_by_place(translated)
    segments = StringSegment.objects.filter(source=translation.source).select_related(
        "string", "context"
    )
    for place, segment in placed((s.context.path, s) for s in segments.order_by("order")):
        if place not in words:
            raise ValueError(f"{translated.title}: no words for {place}: {segment.string.data}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={
                "data": words[place],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "last_translated_by": user,
                "has_error": False,
            },
        )
    return translation


def _words_by_place(page):
    strings = [s for s in extract_segments(page) if isinstance(s, StringSegmentValue)]
    return dict(placed((s.path, s.string.data) for s in strings))


def page_of(name, locale=None):
    """The page of an item in a language, or its original; None before it is made."""
    pages = Page.objects.filter(translation_key=item_key(name), alias_of=None).specific()
    if locale:
        return pages.filter(locale=locale).first()
    return next((page for page in pages if page.is_original), None)
