"""What the knowledge section shows beside pages, for `/<language>/knowledge/`."""

from django.urls import path

from knowledge import views

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/<country:iso>/", views.country, name="country"),
]
