"""Reports on what readers miss: a source for what is said, words for what is shown."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core.reports import OwnPagesReport
from knowledge.models import CaseStudyPage


class WithoutSourceReport(OwnPagesReport):
    """Live cases of which no reader can look anything up. Sources are the original's."""

    page_title = _("Cases without a source")
    header_icon = "openquote"
    index_url_name = "knowledge_without_source"
    index_results_url_name = "knowledge_without_source_results"

    def found(self, pages):
        cases = CaseStudyPage.objects.originals().filter(live=True, sources=None, pk__in=pages)
        return dict.fromkeys(cases.values_list("pk", flat=True), 0)


class WithoutWordsReport(OwnPagesReport):
    """Live cases with pictures that are neither described nor said to be mere decoration."""

    page_title = _("Pictures without a description")
    header_icon = "image"
    index_url_name = "knowledge_without_words"
    index_results_url_name = "knowledge_without_words_results"
    counted = _("Pictures")

    def found(self, pages):
        cases = CaseStudyPage.objects.filter(live=True, alias_of=None, pk__in=pages)
        cases = cases.annotate(text=Cast("body", TextField())).filter(text__contains='"picture"')
        numbers = {case.pk: count_undescribed(case.body) for case in cases.only("pk", "body")}
        return {pk: number for pk, number in numbers.items() if number}


def count_undescribed(body):
    """How many pictures of a text say nothing to who cannot see them. Asks no database."""
    pictures = [block["value"]["image"] for block in body.raw_data if block["type"] == "picture"]
    return sum(
        not picture.get("decorative") and not (picture.get("alt_text") or "").strip()
        for picture in pictures
        if picture and picture.get("image")
    )
