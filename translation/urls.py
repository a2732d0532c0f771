"""What is about translating, for `/<language>/translate/`."""

from django.urls import path

from translation.help import help_to_translate

urlpatterns = [path("<uuid:key>/", help_to_translate, name="help_to_translate")]
