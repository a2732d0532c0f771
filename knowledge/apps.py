from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        from knowledge.involvements import cases_of, facts_by_case, involved
        from stakeholders import involvement

        involvement.register("cases", cases_of, facts_by_case, involved)
