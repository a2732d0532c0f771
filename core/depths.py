"""Text that is nested deeper than programs can follow is refused, not stumbled over."""

from functools import wraps

from django.core.exceptions import BadRequest


def not_too_deep(view):
    """Answer 400 where what was sent leads a parser or a query into endless depth.

    Thousands of tags within each other, or thousands of words to look for at once, come from nobody
    who writes. The page is made within, because it is there that a search is done.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response
        except RecursionError as error:
            raise BadRequest("Nested too deeply.") from error

    return wrapped
