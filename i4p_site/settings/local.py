"""`make run`: one machine, no secrets needed, mails on the console unless EMAIL_URL is set."""

from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])


def _kept(name, make):
    """A secret of this machine, made when it is first needed."""
    path = VAR_DIR / name
    if not path.exists():
        path.write_text(make())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default=_kept("secret_key", get_random_secret_key))
FIELD_KEYS = env.list(
    "FIELD_KEYS", default=[_kept("field_key", lambda: Fernet.generate_key().decode())]
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

SECOND_FACTOR_FOR_ADMIN = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
DEMO_ACCOUNTS = STYLEGUIDE = True
# Every text of the interface three times as long (`core.languages.long_texts`).
LONG_TEXTS = env.bool("LONG_TEXTS", default=False)
PASSWORDS_FILE = VAR_DIR / "passwords.txt"
