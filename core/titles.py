"""Under which title an item is named in the admin: that of its text, or that of a waiting draft."""

from contextvars import ContextVar
from functools import wraps

_as_published = ContextVar("titles_as_published", default=False)


def are_as_published():
    return _as_published.get()


def published_in_choosers(view):
    """In page choosers, which show what others may edit, each live page bears its public title."""

    @wraps(view)
    def named(request, *args, **kwargs):
        is_chooser = request.resolver_match.view_name.startswith("wagtailadmin_choose_page")
        token = _as_published.set(is_chooser)
        try:
            return view(request, *args, **kwargs)
        finally:
            _as_published.reset(token)

    return named
