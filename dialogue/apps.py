from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self):
        from core.mails import tells_again
        from core.schedule import every
        from dialogue import (
            actions,
            attaching,
            following_mails,
            involvements,
            moderators,
            own_data,
            rooms,
            signals,
            summary_mails,
            withdrawal,
        )

        involvements.register()
        own_data.register()
        rooms.register()
        withdrawal.register()
        signals.connect()
        every(minutes=10)(actions.follow_dates)
        tells_again(following_mails.tell_again)
        tells_again(summary_mails.ask_again)
        every(minutes=10)(following_mails.begin_at_once)
        every(days=1)(following_mails.begin_daily)
        every(days=1)(actions.forget_followings)
        every(days=1)(actions.forget_confirmations)
        every(days=1)(actions.forget_contributions)
        every(days=1)(attaching.forget_unsent)
        every(days=1)(actions.forget_visits)
        every(days=1)(moderators.begin_to_remind)
        every(days=7)(following_mails.begin_weekly)
