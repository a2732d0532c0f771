"""Fill the site with its starting content."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, PageLogEntry

from core.languages.shelves import shelf_of
from core.models.provenance import How, written
from home import accounts, content
from home.models import HomePage
from knowledge.models import (
    CaseStudyIndexPage,
    CollectionIndexPage,
    KnowledgePage,
    RelatedCase,
    ResourceCase,
    ResourceIndexPage,
)
from stakeholders.models import StakeholdersPage

LANGUAGES = ["en", "fr", "ne", "ar"]
MADE = "home.starting_content"
SECTIONS = [
    # name in sections.yaml, page type, name of the section above
    ("knowledge", KnowledgePage, "home"),
    ("case-studies", CaseStudyIndexPage, "knowledge"),
    ("resources", ResourceIndexPage, "knowledge"),
    ("collections", CollectionIndexPage, "knowledge"),
    ("stakeholders", StakeholdersPage, "home"),
]
# What is short: name of its file, how it is built, and the section it lies in.
SHORT = [
    ("resources", content.build_resource, "resources"),
    ("collections", content.build_collection, "collections"),
    ("standing", content.build_standing_page, "home"),
]


class Command(BaseCommand):
    help = "Makes the starting content and, with local settings, accounts to try the site with."

    def handle(self, **options):
        with written(How.MACHINE):
            self.make_languages()
            self.make_sections()
            self.make_cases()
            self.make_short_pages()
        if settings.DEMO_ACCOUNTS:
            self.make_accounts()

    def once(self, name, make, *args):
        """Do a step whole or not at all, and never again, whatever editors do with it later."""
        if PageLogEntry.objects.filter(action=MADE, data__item=name).exists():
            return
        with transaction.atomic():
            make(*args)
            home = HomePage.objects.originals().get()
            log(instance=home, action=MADE, data={"item": name})
        self.stdout.write(f"made {name}")

    def make_languages(self):
        for code in LANGUAGES:
            self.once(f"language {code}", self.add_language, code)

    def add_language(self, code):
        Locale.objects.get_or_create(language_code=code)

    # Sections ------------------------------------------------------------------

    def make_sections(self):
        texts = content.read("sections.yaml")
        self.once("home", self.write_home, texts["home"]["en"])
        for name, page_type, above in SECTIONS:
            self.once(name, self.add_section, name, page_type, above, texts[name]["en"])
        for name in ["home", *(name for name, *_ in SECTIONS)]:
            for code in LANGUAGES[1:]:
                self.once(f"{name}/{code}", self.translate_section, name, code, texts[name][code])

    def write_home(self, texts):
        home = HomePage.objects.originals().get()
        HomePage.objects.filter(translation_key=home.translation_key).update(
            translation_key=content.item_key("home")
        )
        home.refresh_from_db()
        self.publish(home, rows=content.front_page_rows("en"), **texts)

    def add_section(self, name, page_type, above, texts):
        section = page_type(slug=name, live=False, translation_key=content.item_key(name), **texts)
        self.publish(content.page_of(above).add_child(instance=section))

    def translate_section(self, name, code, texts):
        original = content.page_of(name)
        rows = {"rows": content.front_page_rows(code)} if name == "home" else {}
        translated = type(original)(slug=original.slug, **texts, **rows)
        self.translate(original, translated, code)

    # Case studies --------------------------------------------------------------

    def make_cases(self):
        folders = content.case_folders()
        for folder in folders:
            self.once(folder, self.add_case, folder)
        for folder in folders:
            self.once(f"{folder} related", self.relate_case, folder)
        for folder in folders:
            for code in content.languages_of(folder):
                self.once(f"{folder}/{code}", self.translate_case, folder, code)
            self.once(f"{folder} revised", self.revise_case, folder)

    def add_case(self, folder):
        facts = content.read(f"{folder}/item.yaml")
        case = content.build_case(folder, facts["original"])
        if facts.get("last_lesson_later"):
            del case.lessons[-1]
        locale = Locale.objects.get(language_code=facts["original"])
        shelf_of(content.page_of("case-studies"), locale).add_child(instance=case)
        self.publish(case)

    def relate_case(self, folder):
        others = content.read(f"{folder}/item.yaml")["related"]
        related = [RelatedCase(other=content.page_of(other)) for other in others]
        self.publish(content.page_of(folder), related_cases=related)

    def translate_case(self, folder, code):
        drafts = content.read(f"{folder}/item.yaml").get("drafts", [])
        translated = content.build_case(folder, code)
        self.translate(content.page_of(folder), translated, code, publish=code not in drafts)

    def revise_case(self, folder):
        """Add to the original what its translations do not have yet."""
        facts = content.read(f"{folder}/item.yaml")
        if facts.get("last_lesson_later"):
            case = content.page_of(folder)
            whole = content.build_case(folder, facts["original"])
            self.publish(case, lessons=whole.lessons)

    # What is short ---------------------------------------------------------------

    def make_short_pages(self):
        for file, build, section in SHORT:
            for name, texts in content.read(f"{file}.yaml").items():
                self.once(name, self.add_short_page, name, build, section)
                for code in texts.keys() & set(LANGUAGES[1:]):
                    self.once(f"{name}/{code}", self.translate_short_page, name, build, code)

    def add_short_page(self, name, build, section):
        page = content.page_of(section).add_child(instance=build(name, "en"))
        if cases := content.read("resources.yaml").get(name, {}).get("facts", {}).get("cases"):
            page.cases = [ResourceCase(case_study=content.page_of(case)) for case in cases]
        self.publish(page)

    def translate_short_page(self, name, build, code):
        self.translate(content.page_of(name), build(name, code), code)

    # All ----------------------------------------------------------------------

    def publish(self, page, **fields):
        for field, value in fields.items():
            setattr(page, field, value)
        page.save_revision().publish()

    def translate(self, original, translated, code, publish=True):
        locale = Locale.objects.get(language_code=code)
        content.enter_translation(original, translated, locale).save_target(publish=publish)

    # People --------------------------------------------------------------------

    def make_accounts(self):
        passwords = accounts.make_accounts()
        if not passwords:
            return
        lines = [f"{email}  {password}" for email, password in passwords.items()]
        with settings.PASSWORDS_FILE.open("a") as kept:
            settings.PASSWORDS_FILE.chmod(0o600)
            kept.write("\n".join(lines) + "\n")
        self.stdout.write("\nAccounts to sign in with; the passwords are shown this once:")
        self.stdout.write("\n".join(f"  {line}" for line in lines))
        self.stdout.write(f"They are kept in {settings.PASSWORDS_FILE}.")
