from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self):
        from knowledge import withdrawal
        from knowledge.involvements import cases_of, facts_by_case, involved
        from stakeholders import involvement

        withdrawal.register()
        involvement.register("cases", cases_of, facts_by_case, involved)
