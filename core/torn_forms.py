"""400 for what is sent without parts that the admin's own forms always have; stock, it breaks."""

from functools import wraps

from django.core.exceptions import BadRequest
from django.utils.datastructures import MultiValueDictKeyError

# How Wagtail's views break where that is not by a key missing from what was sent.
BREAKS_BY = {
    "wagtailredirects:process_import": KeyError,
    "wagtailadmin_choose_page_external_link": AttributeError,
}


def refuse_torn_forms(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        breaks_by = BREAKS_BY.get(request.resolver_match.view_name, MultiValueDictKeyError)
        try:
            return view(request, *args, **kwargs)
        except breaks_by as error:
            if request.method == "GET":
                raise
            raise BadRequest("Parts of the form are missing.") from error

    return guarded
