"""The places of the knowledge section."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages.ladder import ladder
from core.models.section import SectionPage
from core.paging import paginate
from core.visitors import member_of
from knowledge.models.case_study import CaseStudyPage


class KnowledgePage(SectionPage):
    """What was learnt: case studies and resources."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledge.CaseStudyIndexPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("knowledge section")

    def get_context(self, request, *args, **kwargs):
        sections = CaseStudyIndexPage.objects.readable_by(member_of(request))
        return super().get_context(request, *args, **kwargs) | {
            "sections": sections.best_version(ladder(get_language())).select_related("locale")
        }


class CaseStudyIndexPage(SectionPage):
    """All case studies, each once."""

    parent_page_types = ["knowledge.KnowledgePage"]
    subpage_types = ["knowledge.CaseStudyPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("case study section")

    def get_context(self, request, *args, **kwargs):
        cases = CaseStudyPage.objects.for_listing(ladder(get_language()), member_of(request))
        return super().get_context(request, *args, **kwargs) | {"cases": paginate(request, cases)}
