"""Fill the site with its starting content."""

from django.conf import settings
from wagtail.models import Locale

from core.languages.catalogues import own_catalogues
from core.languages.known import LANGUAGES
from core.turns import turn
from home import accounts, desks, voices
from home.management.commands.import_content import ContentCommand
from members.mails import link_to

STARTING_CONTENT = settings.BASE_DIR / "home" / "starting_content"


class Command(ContentCommand):
    help = "Makes the starting content and, with local settings, accounts to try the site with."

    def handle(self, **options):
        self.make_languages()
        self.import_folder(STARTING_CONTENT, all_languages=False)
        if settings.DEMO_ACCOUNTS:
            self.make_accounts()

    def make_languages(self):
        """The languages of the interface run, unless an editor has chosen others."""
        with turn():
            if Locale.objects.count() > 1:
                return
            for code in LANGUAGES:
                if code in own_catalogues():
                    Locale.objects.get_or_create(language_code=code)

    def make_accounts(self):
        with turn():
            passwords = accounts.make_accounts()
            for email in desks.DESKS:
                if email in passwords:
                    desks.make_desk(email)
            voices.make_voices()
        self.tell_passwords(passwords)
        for email, (_slug, language, *_posts) in desks.DESKS.items():
            address = link_to("desk", language=language)
            self.stdout.write(f"The desk of a committee: {address} as {email}")

    def tell_passwords(self, passwords):
        if not passwords:
            return
        lines = [f"{email}  {password}" for email, password in passwords.items()]
        with settings.PASSWORDS_FILE.open("a") as kept:
            settings.PASSWORDS_FILE.chmod(0o600)
            kept.write("\n".join(lines) + "\n")
        self.stdout.write("\nAccounts to sign in with; the passwords are shown this once:")
        self.stdout.write("\n".join(f"  {line}" for line in lines))
        self.stdout.write(f"They are kept in {settings.PASSWORDS_FILE}.")
