"""A person's right to their data: to see it, to take it along, to be forgotten."""

import io

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from members import personal_data
from members.actions import erase
from members.export import copy_for


@login_required
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def data_view(request):
    """Say what is kept of somebody; a button gives a copy of it."""
    if request.method == "POST":
        copy = io.BytesIO(copy_for(request.user))
        return FileResponse(copy, as_attachment=True, filename="my-data.zip")
    return render(request, "account/data.html", {"told": personal_data.told(request.user)})


class UnderstoodForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I understand"),
        error_messages={"required": _("Tick this if you want to delete the account.")},
    )


@method_decorator([login_required, reauthentication_required], name="dispatch")
class DeleteAccountView(FormView):
    form_class = UnderstoodForm
    template_name = "account/delete.html"
    success_url = reverse_lazy("account_deleted")

    def get_context_data(self, **kwargs):
        places = [place for place, _rows in personal_data.told(self.request.user)]
        return super().get_context_data(**kwargs) | {
            "going": [place.title for place in places if place.goes],
            "staying": [place.title for place in places if not place.goes],
        }

    def form_valid(self, form):
        try:
            erase(self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        logout(self.request)
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
