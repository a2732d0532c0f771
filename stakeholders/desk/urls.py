"""The desk, for `/<language>/desk/`."""

from django.urls import path

from stakeholders.desk import views

urlpatterns = [
    path("", views.Desk.as_view(), name="desk"),
    path("<int:pk>/", views.CorrectPage.as_view(), name="desk_correct"),
    path("<int:pk>/check/", views.CheckPage.as_view(), name="desk_check"),
    path("<int:pk>/withdraw/", views.WithdrawPage.as_view(), name="desk_withdraw"),
]
