"""Settings that hold everywhere. `local`, `test` and `production` say only what differs."""

from pathlib import Path
from zoneinfo import available_timezones

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf.locale import LANG_INFO

from core.languages import known

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env("VAR_DIR", default=BASE_DIR / "var"))
VAR_DIR.mkdir(exist_ok=True)

INSTALLED_APPS = [
    "home",
    "dialogue",
    "knowledge",
    "stakeholders",
    "translation",
    "core",
    "members.apps.MembersConfig",
    "members.apps.WagtailUsersConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.health.answer_watchers",
    "core.headers.keep_to_ourselves",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.ReadersLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.EditorsWords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.EditorsRedirects",
]

ROOT_URLCONF = "i4p_site.urls"
WSGI_APPLICATION = "i4p_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Data -----------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer, and two writers wait for each other instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Web, worker and tick share this cache, so it is never the per-process one.
CACHES = {"default": {"BACKEND": "core.cache.FileCache", "LOCATION": VAR_DIR / "cache"}}
if "CACHE_URL" in env:
    CACHES["default"] = env.cache("CACHE_URL")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People ---------------------------------------------------------------------

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.adapters.MemberAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"signup": "members.forms.SignUpForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# The way in for those whose password others keep guessing.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
# Of one network, which may be a whole village. Nobody's mailbox is filled by others.
ACCOUNT_RATE_LIMITS = {
    "reset_password": "20/m/ip,6/h/key",
    "public_form": "30/h/ip",
    "kept_words": "30/h/ip",
    "machine_draft": "30/d/user",
    "attachment": "60/h/user",
    "correction": "30/h/user",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Who has admin rights shows a second factor in each session (members/second_factor.py).
SECOND_FACTOR_FOR_ADMIN = True
MFA_ADAPTER = "members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the clocks of cheap phones go wrong by a minute

# Mails ----------------------------------------------------------------------

# A mail is stored, sealed, in the transaction that makes it necessary; the worker hands it on.
EMAIL_BACKEND = "core.mails.Queue"
EMAIL_TIMEOUT = 20
_server = env.email_url("EMAIL_URL", default="consolemail://")
MAIL_SERVER = _server.pop("EMAIL_BACKEND")
vars().update(_server)
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="Infrastructures for Peace <noreply@localhost>")

# Languages ------------------------------------------------------------------
# The registry is static; which languages run is decided by the Locales in the database.

LANG_INFO.update(known.lang_info())
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = known.choices()
LANGUAGES_BIDI = known.right_to_left()
LANGUAGE_CODE = "en"
# Wagtail offers its own list, with languages that have no ladder here.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"

WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"

# A LibreTranslate server that drafts what members translate, `https://key@host/`; with `?own=1` it
# is the site's own and sees what is said in closed rooms, too (dialogue/machine.py). The editor of
# pages offers no machine.
TRANSLATOR_URL = env("TRANSLATOR_URL", default="")

# Files ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Originals of documents lie outside the public media folder (core/models/media.py).
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"

WAGTAILIMAGES_IMAGE_MODEL = "core.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "core.File"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.FileForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000

# Wagtail --------------------------------------------------------------------

# Debian counts the clock of the machine among the zones. Browsers do not, and the script of the
# account page stops at it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = "Infrastructures for Peace"
WAGTAILADMIN_BASE_URL = env("SITE_URL", default="http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "core.widgets.RichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

# Headers --------------------------------------------------------------------

# What a page may load: only what is ours. Nothing inline runs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# Wagtail's admin writes scripts and styles into its pages, and shows previews in frames. Previews
# themselves are pages like any other and keep the rules above. It has no handlers and no styles in
# attributes, and markup that slips into a page by a script could run by nothing else.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "style-src-attr": [NONE],
}
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "interest-cohort",
        "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb",
    )
}  # fmt: skip
# Messages go with the session; a cookie of their own would be set for readers without one.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CSRF_FAILURE_VIEW = "core.views.csrf_failure"
# The admin shows previews in frames.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A form for everybody that comes back sooner was not read by a person (core/public_forms.py).
QUICKEST_FORM_SECONDS = 2

# Without DEBUG Django prints nothing of an error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Sample accounts belong on a local machine only (home/accounts.py), and so does the style guide.
DEMO_ACCOUNTS = False
STYLEGUIDE = LONG_TEXTS = False
