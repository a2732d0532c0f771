from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self):
        from django.urls import register_converter
        from wagtail.models import get_page_models

        from core import (
            batches,
            choosers,
            mails,
            own_data,
            privacy_form,
            side_doors,
            signals,
            withdrawal,
        )
        from core.converters import CountryConverter
        from core.languages.catalogues import borrow_catalogues
        from core.languages.long_texts import stretch_texts
        from core.models import ContentPage

        signals.connect([model for model in get_page_models() if issubclass(model, ContentPage)])
        borrow_catalogues()
        if settings.LONG_TEXTS:
            stretch_texts()
        own_data.register()
        withdrawal.forgets(mails.forget_pages)
        withdrawal.forgets(batches.forget_pages)
        side_doors.put_in_place()
        choosers.put_in_place()
        privacy_form.put_in_place()
        register_converter(CountryConverter, "country")
