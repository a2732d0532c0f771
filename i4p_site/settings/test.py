"""The test run: tasks run at once, cheap password hashes, mails kept in memory."""

from .base import *  # noqa: F403

SECRET_KEY = "for tests only"
FIELD_KEYS = ["Zm9yIHRlc3RzIG9ubHkgIGZvciB0ZXN0cyBvbmx5ICA="]
ALLOWED_HOSTS = ["localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_SERVER = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
TRANSLATOR_URL = ""
SECOND_FACTOR_FOR_ADMIN = False  # tests of it switch it on
STYLEGUIDE = True
QUICKEST_FORM_SECONDS = -1
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
