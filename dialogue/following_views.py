"""Following a thread, a dialogue or a forum by mail, and following it no more."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.languages.ladder import ladder
from dialogue import actions
from dialogue.actions.following import is_there, row_of
from dialogue.following_mails import LEAVERS
from dialogue.form_pages import REFUSED
from dialogue.models import Contribution, DialoguePage, Following, ForumPage
from dialogue.thread import Said, said
from dialogue.views import original_for
from dialogue.vocabularies import HowOften
from stakeholders.relay_views import link_ran_out

LEFT = "dialogue/following_left.html"


class FollowForm(forms.Form):
    """How often, if at all."""

    how = forms.ChoiceField(
        label=_("How often do you want to be told of it?"),
        choices=HowOften.choices,
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True)
class Followed:
    """What a member follows, on the `page` nearest to them; None where they may not read it any
    more. Of a thread, with what `begins` it."""

    following: Following
    page: DialoguePage | ForumPage | None
    begins: Said | None

    @property
    def address(self):
        """Where they choose how often."""
        if self.begins:
            return reverse("follow_thread", args=[self.begins.original.pk])
        return reverse("follow", args=[self.following.key])


def pages_of(keys, member=None):
    """{key: dialogue or forum}, each in the version nearest to a reader, where they may read it."""
    languages, found = ladder(get_language(), member), {}
    for kind in (DialoguePage, ForumPage):
        pages = kind.objects.filter(translation_key__in=keys).for_listing(languages, member)
        found |= {page.translation_key: page for page in pages}
    return found


def page_of_key(key, member=None):
    """The dialogue or forum of this key; None where a reader may not read it."""
    return pages_of([key], member).get(key)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def followed(request):
    """All that one follows by mail; it is changed there, or ended here."""
    if request.method == "POST":
        ended = request.POST.get("key", "")
        rows = Following.objects.filter(member=request.user)
        for row in rows:
            if str(row.key) == ended:
                actions.follow_no_more(request.user.pk, row.key)
        return redirect("followed")
    return render(request, "dialogue/followed.html", {"followed": _followed_by(request.user)})


def _followed_by(member):
    rows = Following.objects.filter(member=member).order_by("-pk")
    rows = list(rows.exclude(how=HowOften.NOT_AT_ALL))
    threads = Contribution.objects.originals().select_related("locale", "author")
    threads = threads.filter(translation_key__in=[row.thread for row in rows if row.thread])
    begins = {
        one.original.translation_key: one for one in said(threads, ladder(get_language(), member))
    }
    places = {key: one.original.dialogue for key, one in begins.items()}
    pages = pages_of({places.get(row.key, row.key) for row in rows}, member)
    found = [(row, pages.get(places.get(row.key, row.key))) for row in rows]
    return [Followed(row, page, begins.get(row.thread) if page else None) for row, page in found]


@never_cache
@login_required
def follow(request, key):
    """Choose how often one is told of what is new there."""
    page = page_of_key(key, request.user)
    if page is None:
        raise Http404
    return _choose(request, page, page)


@never_cache
@login_required
def follow_thread(request, pk):
    """The same of the thread in which an original stands."""
    original, dialogue = original_for(pk, request.user)
    [begins] = said([original.thread], ladder(get_language(), request.user))
    return _choose(request, original.thread, dialogue, begins)


def _choose(request, item, page, begins=None):
    """Ask how often one is told of an item, which stands on this page; of a thread, with what
    `begins` it."""
    row = row_of(request.user, item)
    told_by = row if row.pk else row.wider()
    initial = {"how": told_by.how if told_by else HowOften.NOT_AT_ALL}
    form = FollowForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.follow(request.user, item, form.cleaned_data["how"])
        return redirect(f"{request.path}?saved")
    context = {
        "form": form,
        "followed": page,
        "begins": begins,
        "is_saved": "saved" in request.GET,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dialogue/follow.html", context, status=status)


# A mail program comes without our cookies. What it may do, the signed link alone says.
@csrf_exempt
@never_cache
def leave_following(request, token):
    """The link in each mail: what it is about, where that is public, and how to leave."""
    about = LEAVERS.read(token)
    if about is None:
        return link_ran_out(request)
    member, key = about
    if request.method == "POST":
        actions.follow_no_more(int(member), key)
        # A mail program says so (RFC 8058), and is not redirected.
        is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        return render(request, LEFT) if is_one_click else redirect("following_left")
    thread = Contribution.objects.originals().filter(translation_key=key).first()
    followed = page_of_key(thread.dialogue if thread else UUID(key))
    rows = Following.objects.of(int(member), key).exclude(how=HowOften.NOT_AT_ALL)
    # What rests with something that was withdrawn is not here.
    context = {"followed": followed, "is_told": rows.exists() or not is_there(key)}
    return render(request, "dialogue/leave_following.html", context)


@never_cache
def following_left(request):
    return render(request, LEFT)
