"""The content of a site as files: people read and correct them, and carry them to another site."""

from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Page

from core.actions import withdraw
from core.models import File, Picture, Provenance
from core.models.provenance import How
from home.content.files import read_file
from home.content.folder import key_of, original_of
from home.content.markdown import to_html, to_markdown
from knowledge.models import CaseStudyPage
from tests.makers import make_languages, publish, rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

CASE = "knowledge/case-studies/ghana"
FILES = {
    "item.yaml": """
        type: home.HomePage
        original: en
        children:
        - knowledge
        """,
    "en.md": "---\nmade: person\ntitle: Peace\nintroduction: Welcome.\n---\n",
    "fr.md": "---\nmade: machine\ntitle: Paix\nintroduction: Bienvenue.\n---\n",
    "knowledge/item.yaml": """
        type: knowledge.KnowledgePage
        original: en
        children:
        - case-studies
        """,
    "knowledge/en.md": "---\nmade: person\ntitle: Knowledge\n---\n",
    "knowledge/case-studies/item.yaml": """
        type: knowledge.CaseStudyIndexPage
        original: en
        children:
        - ghana
        - nepal
        """,
    "knowledge/case-studies/en.md": "---\nmade: person\ntitle: Cases\n---\n",
    f"{CASE}/item.yaml": """
        type: knowledge.CaseStudyPage
        original: en
        level: national
        kind: national_council
        year_from: 2004
        status: active
        countries:
        - GH
        sources:
        - key: act
          citation: An act
          year: 2011
        related_cases:
        - /knowledge/case-studies/nepal
        """,
    f"{CASE}/en.md": """
        ---
        made: person
        title: Ghana
        summary: A council by law.
        timeline:
        - when: 2011-05-16
          text: The act is signed.
          sources: act
        ---
        ## How it began

        In **2011** the [council](/knowledge/case-studies/nepal) met:

        - elders,
        - women.

        ***

        Another text.

        ```figure
        value: 8
        label: years
        sources: act
        ```
        """,
    f"{CASE}/fr.md": """
        ---
        made: machine
        draft: true
        title: Le Ghana
        summary: Un conseil par la loi.
        timeline:
        - when: 2011-05-16
          text: La loi est signée.
          sources: act
        ---
        ## Les débuts

        En **2011** le [conseil](/knowledge/case-studies/nepal) se réunit :

        - anciens,
        - femmes.

        ***

        Un autre texte.

        ```figure
        value: 8
        label: ans
        sources: act
        ```
        """,
    "knowledge/case-studies/nepal/item.yaml": """
        type: knowledge.CaseStudyPage
        original: ne
        level: district
        kind: local_committee
        status: dormant
        countries:
        - NP
        """,
    "knowledge/case-studies/nepal/ne.md": """
        ---
        made: person
        title: नेपाल
        summary: जिल्लाका समिति।
        ---
        """,
}


def written(text):
    return "\n".join(line.removeprefix(" " * 8) for line in text.strip().splitlines()) + "\n"


@pytest.fixture
def folder(tmp_path):
    """A small site as files, in the form in which they are exported."""
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(text))
    return tmp_path / "content"


@pytest.fixture
def languages(db):
    make_languages()


def take(folder):
    said = StringIO()
    call_command("import_content", folder, stdout=said)
    return said.getvalue()


def give(folder):
    said = StringIO()
    call_command("export_content", folder, stdout=said)
    return said.getvalue()


def texts(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


def change(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def faults(folder):
    """What is wrong with a folder, as the command tells it: "case.md:3: …", without the folder."""
    with pytest.raises(CommandError) as refused:
        take(folder)
    assert CaseStudyPage.objects.count() == 0, "nothing is made"
    lines = str(refused.value).splitlines()[1:]
    return [line.removeprefix(f"{folder}/") for line in lines]


# There and back ------------------------------------------------------------------------------


def test_files_become_pages_and_pages_the_same_files(folder, languages, tmp_path):
    take(folder)
    give(tmp_path / "out")

    assert texts(tmp_path / "out") == texts(folder)


COMMITTEE = {
    "stakeholders/item.yaml": """
        type: stakeholders.StakeholdersPage
        original: en
        children:
        - committee
        """,
    "stakeholders/en.md": "---\nmade: person\ntitle: Stakeholders\n---\n",
    "stakeholders/committee/item.yaml": """
        type: stakeholders.ProfilePage
        original: en
        kind: local_committee
        people:
        - name: Sample person
          role: chair
          agreed: true
        """,
    "stakeholders/committee/en.md": """
        ---
        made: person
        title: A committee
        summary: What it does.
        ---
        """,
}


def test_who_agreed_to_be_shown_goes_along_and_nobody_else(folder, languages, tmp_path):
    change(folder, "item.yaml", "- knowledge", "- knowledge\n- stakeholders")
    for name, text in COMMITTEE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(written(text))
    item_file = "stakeholders/committee/item.yaml"
    change(folder, item_file, "true", "false")
    [told] = faults(folder)
    assert told.startswith(item_file)
    assert "who has not agreed" in told
    change(folder, item_file, "false", "true")

    take(folder)
    give(tmp_path / "out")

    assert texts(tmp_path / "out") == texts(folder)


def test_pages_are_made_as_editors_make_them(folder, languages, client):
    take(folder)

    ghana = original_of(key_of(CASE))
    nepal = original_of(key_of("knowledge/case-studies/nepal"))
    assert ghana.live
    assert ghana.live_revision == ghana.latest_revision
    assert not rows(ghana)["fr"].live, "a draft"
    assert Provenance.objects.get(page=ghana, is_current=True).how == How.PERSON
    assert Provenance.objects.current(original_of(key_of("")).translation_key)
    assert [row.other_id for row in ghana.related_cases.all()] == [nepal.pk]
    assert f'<a linktype="page" id="{nepal.pk}">council</a>' in ghana.body[1].value.source
    assert [block.block_type for block in ghana.body] == ["heading", "text", "text", "figure"]
    html = client.get(f"/fr/{CASE}/").text
    assert '<article lang="en"' in html
    assert 'href="/fr/knowledge/case-studies/nepal/"' in html


def test_taking_them_again_changes_nothing(folder, languages):
    take(folder)
    before = list(Page.objects.order_by("pk").values())

    assert take(folder) == ""
    assert list(Page.objects.order_by("pk").values()) == before


def test_a_folder_that_is_done_is_not_read_again(folder, languages, monkeypatch):
    take(folder)

    with monkeypatch.context() as nobody_reads:
        nobody_reads.setattr("home.content.importing.read_folder", None)
        take(folder)
    change(folder, "en.md", "title: Peace", "title: 'Peace")

    with pytest.raises(CommandError):
        take(folder)


def test_what_was_added_to_the_files_is_added_to_the_site(folder, languages):
    take(folder)
    summary = "---\nmade: machine\ntitle: Népal\nsummary: Des comités.\n---\n"
    (folder / "knowledge/case-studies/nepal/fr.md").write_text(summary)

    take(folder)

    nepal = original_of(key_of("knowledge/case-studies/nepal"))
    assert rows(nepal)["fr"].title == "Népal"


def test_a_translation_may_lack_the_end_of_a_list_that_its_original_has(
    folder, languages, tmp_path
):
    change(
        folder,
        f"{CASE}/en.md",
        "  sources: act\n---",
        "  sources: act\n- when: 2023\n  text: It works on.\n  sources: act\n---",
    )
    change(folder, f"{CASE}/fr.md", "draft: true\n", "")

    take(folder)

    ghana = original_of(key_of(CASE))
    current = Provenance.objects.current(ghana.translation_key)
    french = current[rows(ghana)["fr"].locale_id]
    assert french.changed_since(current[ghana.locale_id]) == 1, "the reader is told"
    give(tmp_path / "out")
    assert texts(tmp_path / "out") == texts(folder)


def test_pictures_and_files_lie_beside_their_item(folder, languages, tmp_path):
    Image.new("RGB", (40, 30), "olive").save(folder / CASE / "a-market.png")
    (folder / CASE / "the-act.txt").write_text("An act")
    change(folder, f"{CASE}/item.yaml", "  year: 2011\n", "  year: 2011\n  document: the-act.txt\n")
    with (folder / CASE / "item.yaml").open("a") as file:
        file.write("files:\n  a-market.png: A market\n  the-act.txt: The act\n")
    for code, words in (("en", "People"), ("fr", "Des gens")):
        with (folder / CASE / f"{code}.md").open("a") as file:
            file.write(
                "\n```picture\nimage:\n  image: a-market.png\n"
                f"  decorative: false\n  alt_text: {words}\n```\n"
            )

    take(folder)
    take(folder)

    ghana = original_of(key_of(CASE))
    assert Picture.objects.get().title == "A market"
    assert ghana.sources.get().document == File.objects.get(title="The act")
    assert ghana.body[-1].value["image"].contextual_alt_text == "People"
    give(tmp_path / "out")
    first = texts(tmp_path / "out")
    assert {name: data for name, data in first.items() if not name.endswith(".png")} == {
        name: data for name, data in texts(folder).items() if not name.endswith(".png")
    }
    assert f"{CASE}/a-market.png" in first


def test_a_text_links_to_a_file_beside_it(folder, languages, tmp_path):
    (folder / CASE / "the-act.txt").write_text("An act")
    with (folder / CASE / "item.yaml").open("a") as file:
        file.write("files:\n  the-act.txt: The act\n")
    for code in ("en", "fr"):
        with (folder / CASE / f"{code}.md").open("a") as file:
            file.write("\nSee [the act](the-act.txt).\n")

    take(folder)

    ghana, act = original_of(key_of(CASE)), File.objects.get(title="The act")
    assert f'<a linktype="document" id="{act.pk}">the act</a>' in ghana.body[-1].value.source
    give(tmp_path / "out")
    assert texts(tmp_path / "out") == texts(folder)


def test_what_an_editor_has_changed_stays_so(folder, languages):
    take(folder)
    nepal = original_of(key_of("knowledge/case-studies/nepal"))
    nepal.summary = "सम्पादकले लेखेको।"
    publish(nepal)
    with (folder / "knowledge/case-studies/nepal/item.yaml").open("a") as file:
        file.write("related_cases:\n- /knowledge/case-studies/ghana\n")
    change(folder, "knowledge/case-studies/item.yaml", "- ghana\n- nepal", "- nepal\n- ghana")

    take(folder)

    nepal = original_of(nepal.translation_key)
    assert nepal.summary == "सम्पादकले लेखेको।"
    assert not nepal.related_cases.exists()


def test_only_what_is_content_goes_from_a_folder(folder, languages, tmp_path):
    take(folder)
    give(tmp_path / "out")
    kept = [tmp_path / "out" / name for name in (".git/config", "README.md", "notes/letter.txt")]
    for file in kept:
        file.parent.mkdir(exist_ok=True)
        file.write_text("mine")
    rows(original_of(key_of(CASE)))["fr"].delete()

    give(tmp_path / "out")

    assert all(file.exists() for file in kept)
    assert not (tmp_path / "out" / CASE / "fr.md").exists()


def test_what_is_left_out_is_not_named_either(folder, languages, tmp_path):
    take(folder)
    withdraw(original_of(key_of("knowledge/case-studies/nepal")))

    give(tmp_path / "out")

    assert not [name for name, data in texts(tmp_path / "out").items() if b"nepal" in data]


def test_what_is_withdrawn_is_not_carried_on(folder, languages, tmp_path):
    take(folder)
    withdraw(original_of(key_of(CASE)))

    said = give(tmp_path / "out")

    assert CASE not in said
    assert not (tmp_path / "out" / CASE).exists()


def test_what_is_gone_goes_from_the_folder_too(folder, languages, tmp_path):
    take(folder)
    copytree(folder, tmp_path / "out")
    rows(original_of(key_of(CASE)))["fr"].delete()

    give(tmp_path / "out")

    assert not (tmp_path / "out" / CASE / "fr.md").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")

    with pytest.raises(CommandError):
        give(tmp_path)

    assert (tmp_path / "letter.txt").exists()


# What is wrong ---------------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_at_once_with_file_and_line(folder, languages):
    change(folder, f"{CASE}/item.yaml", "level: national", "level: galactic\ncolour: red")
    change(folder, f"{CASE}/item.yaml", "case-studies/nepal", "case-studies/atlantis")
    change(folder, f"{CASE}/en.md", "when: 2011-05-16", "when: 2011-05-32")
    change(folder, f"{CASE}/fr.md", "label: ans", "name: ans")
    (folder / "knowledge/case-studies/nepal/tl.md").write_text("---\ntitle: Nepal\n---\n")

    said = faults(folder)

    assert [line.split(": ")[0] for line in said] == [
        f"{CASE}/fr.md:25",
        f"{CASE}/item.yaml:3",
        f"{CASE}/item.yaml:4",
        f"{CASE}/item.yaml:15",
        "knowledge/case-studies/nepal/tl.md:1",
    ] or said
    together = "\n".join(said)
    for words in ("no field “colour”", "no page at", "no language “tl”", "no “name” here"):
        assert words in together


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (f"{CASE}/item.yaml", "level: national", "level: galactic", ":3: "),
        (f"{CASE}/item.yaml", "- GH", "- XX", ":8: "),
        (f"{CASE}/item.yaml", "year_from: 2004", "year_from: 2004 or so", ":5: "),
        (f"{CASE}/item.yaml", "original: en", "original: pt", "The original has no file."),
        (f"{CASE}/item.yaml", "type: knowledge.CaseStudyPage", "type: core.Picture", ":1: "),
        (f"{CASE}/item.yaml", "  year: 2011", "  document: act.pdf", "no file “act.pdf”"),
        (f"{CASE}/item.yaml", "status:", "files:\n  ../../en.md: Outside\nstatus:", "no such file"),
        (f"{CASE}/item.yaml", "status:", "files:\n- act.pdf\nstatus:", "Names of files"),
        (f"{CASE}/fr.md", "draft: true", "draft: yes", ":3: This is either true or false."),
        (f"{CASE}/en.md", "when: 2011-05-16", "when: 2011-05-32", ":6: "),
        (f"{CASE}/en.md", "made: person", "made: dream", ":2: "),
        (f"{CASE}/en.md", "```figure", "```map", "There is no block “map”."),
        (f"{CASE}/en.md", "nepal) met", "atlantis) met", ":12: There is no page"),
        (f"{CASE}/en.md", "title: Ghana", "title: [Ghana", "No YAML"),
        (f"{CASE}/en.md", "title: Ghana", "title: Ghana\ntitle: Togo", ":4: “title” stands"),
        (f"{CASE}/fr.md", "***\n\nUn autre texte.\n\n", "", "Of the original this is missing."),
        (f"{CASE}/fr.md", "- femmes.", "- femmes,\n- enfants.", "The original does not have this."),
        ("knowledge/case-studies/item.yaml", "- nepal", "- peru", ":5: There is no folder “peru”."),
    ],
)
def test_a_fault_is_found_where_it_stands(folder, languages, name, old, new, told):
    change(folder, name, old, new)

    assert any(line.startswith(name) and told in line for line in faults(folder)), told


# Words -----------------------------------------------------------------------------------------


class NoNames:
    def page(self, key):
        return None

    def file(self, key, model):
        return None


@pytest.mark.parametrize(
    "html",
    [
        "<p>One</p><p>Two</p>",
        "<p>2 * 3, snake_case, [brackets], `ticks`, # sharp, a &lt;b&gt; &amp; c</p>",
        '<p><b>Bold</b> and <i>not</i>: <a href="https://example.org/?a=1&amp;b=2">there</a></p>',
        "<h3>Within</h3><ul><li>one</li><li>two <b>three</b></li></ul><ol><li>first</li></ol>",
        "<p>- no list</p><p>1. no list</p><p>&gt; no quotation</p><p>## no heading</p>",
        "<p>One<br/>Two</p>",
        "<p>नेपाली र العربية</p>",
    ],
)
def test_rich_text_is_the_same_after_markdown(html):
    text = to_markdown(html, NoNames())
    again = to_html(text, lambda path: None, lambda name: None)

    assert again.replace("<br />\n", "<br/>") == html
    assert to_markdown(again, NoNames()) == text


def test_the_line_of_a_value_is_known(folder):
    file = read_file(folder / CASE / "en.md")

    assert file.line("timeline", 0, "text") == 7
    assert file.line("timeline", 0, "nowhere") == 6
    assert file.body_line == 10
