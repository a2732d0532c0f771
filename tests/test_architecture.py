"""Layers, names and templates are as `CONTRIBUTING.md` says."""

import ast
import importlib
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[1]

# From the bottom to the top. A layer imports, and points at, those below it.
LAYERS = ["members", "core", "translation", "stakeholders", "knowledge", "dialogue", "home"]
TOP = "i4p_site"  # wiring; nothing imports it
OTHERS = {"tests", "bench"}
# Lists of page types by name: Wagtail looks them up when all models are there.
UPWARD_NAMES = {"parent_page_types", "subpage_types"}


def layers_here():
    return [name for name in LAYERS if (ROOT / name).is_dir()]


def files(app, ending):
    return sorted(path for path in (ROOT / app).rglob(f"*{ending}") if "static" not in path.parts)


def parsed(app):
    for path in files(app, ".py"):
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def is_above(name, layer):
    """Whether the app `name` may not be used in `layer`."""
    if name == TOP:
        return True
    return name in LAYERS and LAYERS.index(name) > LAYERS.index(layer)


# Layers ---------------------------------------------------------------------------------


def imports(tree, package):
    """The modules that code imports, wherever in it: {(dotted name, line)}."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*above, node.module or ""]), node.lineno


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_below_it(layer):
    upward = [
        f"{path}:{line}: {name}"
        for path, tree in parsed(layer)
        for name, line in imports(tree, path.parent.parts)
        if is_above(name.partition(".")[0], layer)
    ]
    assert upward == []


def names_in_strings(tree):
    """Dotted names in strings ("home.HomePage"), but for those a page type may say."""
    exempt = {
        constant
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and UPWARD_NAMES & {getattr(target, "id", "") for target in node.targets}
        for constant in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and node not in exempt and re.fullmatch(r"\w+(\.\w+)+", node.value):
            yield node.value, node.lineno


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_names_nothing_above_it_in_strings(layer):
    upward = [
        f"{path}:{line}: {name}"
        for path, tree in parsed(layer)
        for name, line in names_in_strings(tree)
        if is_above(name.partition(".")[0], layer)
    ]
    assert upward == []


def test_tables_point_only_downwards():
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in LAYERS
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and field.related_model
        and is_above(field.related_model._meta.app_label, model._meta.app_label)
    ]
    assert upward == []


def test_every_app_has_a_layer():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages <= {*LAYERS, TOP, *OTHERS}
    assert {config.name for config in apps.get_app_configs() if "." not in config.name} & packages


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("core", "from knowledge.models import CaseStudyPage"),
        ("core", "def later():\n    import home.models"),
        ("members", "from core import actions"),
        ("home", "from i4p_site.settings import base"),
    ],
)
def test_the_watch_over_imports_is_awake(layer, code):
    names = [name for name, _ in imports(ast.parse(code), (layer,))]
    assert any(is_above(name.partition(".")[0], layer) for name in names)


def test_the_watch_over_names_in_strings_is_awake():
    seen = dict(names_in_strings(ast.parse('key = ForeignKey("home.HomePage")')))
    assert "home.HomePage" in seen
    assert not list(names_in_strings(ast.parse('subpage_types = ["home.HomePage"]')))


# Names ----------------------------------------------------------------------------------


def test_no_file_is_for_everything_and_nothing():
    assert [
        str(path.relative_to(ROOT))
        for app in [*layers_here(), TOP, "tests"]
        for path in files(app, ".py")
        if path.stem in {"utils", "util", "helpers", "misc", "common"}
    ] == []


def test_a_subject_is_a_file_or_a_package_but_not_both():
    assert [
        str(path.relative_to(ROOT))
        for app in layers_here()
        for path in files(app, ".py")
        if path.with_suffix("").is_dir()
    ] == []


def test_the_catalogues_do_not_hide_pythons_own_locale():
    assert not (ROOT / "locale" / "__init__.py").exists()
    python = importlib.import_module("locale")
    assert not str(getattr(python, "__file__", "")).startswith(str(ROOT))


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    ours = [config.label for config in apps.get_app_configs() if config.name in LAYERS]
    said = io.StringIO()
    try:
        call_command("makemigrations", *ours, check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"A migration is missing:\n{said.getvalue()}")


# Templates ------------------------------------------------------------------------------

TRANSLATED = re.compile(
    r"{%-?\s*(blocktrans(?:late)?)\b.*?{%-?\s*end\1\s*-?%}|{%-?\s*comment\b.*?endcomment\s*-?%}",
    re.DOTALL,
)
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
NOT_TEXT = re.compile(r"<!--.*?-->|<(script|style|svg)\b.*?</\1>|<!doctype[^>]*>", re.DOTALL | re.I)
SPOKEN = re.compile(r"\s(?:alt|title|placeholder|aria-label|label|summary)=\"([^\"]*)\"", re.I)
TAG = re.compile(r"<[^>]*>")


def untranslated(text):
    """The words of a template that nobody can translate."""
    text = TRANSLATED.sub("", text)
    text = TEMPLATE_CODE.sub("", text)
    text = NOT_TEXT.sub("", text)
    spoken = [value for value in SPOKEN.findall(text) if has_letters(value)]
    return [
        *spoken,
        *(line.strip() for line in TAG.sub("\n", text).split("\n") if has_letters(line)),
    ]


def has_letters(text):
    return any(char.isalpha() for char in re.sub(r"&\w+;", "", text))


def html_templates():
    return [path.relative_to(ROOT) for app in layers_here() for path in files(app, ".html")]


def test_no_word_of_a_template_is_outside_translation():
    found = {
        str(path): words
        for path in html_templates()
        if (words := untranslated((ROOT / path).read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p>Words</p>",
        '<img alt="A picture">',
        '<a aria-label="{{ x }} more">{% translate "Fine" %}</a>',
        "{% if a %}शब्द{% endif %}",
    ],
)
def test_the_watch_over_words_is_awake(text):
    assert untranslated(text)
    assert not untranslated('<p class="x">{% translate "Fine" %} – {{ page.title }} &nbsp; 1</p>')


# What has an address of its own and is no page.
OTHER_THINGS = {
    "source.url",
    "source.document.url",
    "page.document.url",
    "value.url",
    "self.url",
    "file.url",
    "way.url",
}
LINKS = re.compile(
    r"\b(?:pageurl|fullpageurl|slugurl|routablepageurl)\b"
    r"|[\w.]*\.(?:url|full_url|get_url|get_full_url|url_path|relative_url)\b"
)


def page_links(text):
    """The ways in which a template links pages past `reader_url`."""
    return [
        found
        for tag in TEMPLATE_CODE.findall(text)
        for found in LINKS.findall(re.sub(r"\"[^\"]*\"|'[^']*'", "", tag))
        if found not in OTHER_THINGS
    ]


def test_public_templates_link_pages_only_for_their_reader():
    found = {
        str(path): links
        for path in html_templates()
        if "admin" not in path.parts
        and (links := page_links((ROOT / path).read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text", ["{% pageurl page %}", "{{ page.url }}", "{{ case.full_url }}", "{{ page.get_url }}"]
)
def test_the_watch_over_links_is_awake(text):
    assert page_links(text)
    assert not page_links("{% reader_url page %}{{ source.document.url }}")
