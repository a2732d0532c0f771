from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    name = "stakeholders"
    verbose_name = _("Stakeholders")

    def ready(self):
        from core.schedule import every
        from stakeholders import (
            actions,
            digest_mails,
            digests,
            listing_requests,
            own_data,
            relay,
            signals,
            staying_true,
            withdrawal,
        )
        from stakeholders.desk import photos

        own_data.register()
        signals.connect()
        withdrawal.register()
        every(hours=1)(relay.purge)
        every(hours=1)(listing_requests.purge)
        every(hours=1)(actions.forget_unanswered)
        every(days=1)(digests.purge)
        every(days=1)(photos.forget_unused)
        every(days=7)(digest_mails.begin)
        every(days=1)(staying_true.ask_contacts)
        every(days=1)(staying_true.forget_contacts)
