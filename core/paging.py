"""Listings in pages."""

from django.core.paginator import Paginator

PER_PAGE = 20


def paginate(request, queryset, per_page=PER_PAGE):
    """The requested page of results; a nonsense number falls back to a real one."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
