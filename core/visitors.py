"""Who is asking."""

from django.conf import settings


def member_of(request):
    """The signed-in member, or None.

    Looks at the session only when the browser sent one, so that an anonymous page neither asks the
    database nor varies by cookie.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user
    return None
