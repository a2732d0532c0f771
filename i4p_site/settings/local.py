"""`make run`: one machine, no secrets needed, mails on the console."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

_key = VAR_DIR / "secret_key"
if not _key.exists():
    _key.write_text(get_random_secret_key())
    _key.chmod(0o600)
SECRET_KEY = env("SECRET_KEY", default=_key.read_text())

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
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
