"""What members sent after they were signed out lies sealed in their session until they are back.

For an hour, for its writer alone, and only so much of it that nobody fills the disk.
"""

import json
import time
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.contrib.sessions.models import Session
from django.http import QueryDict

from members.sealing import Unopenable, seal, unseal

# In the session: {path: [when, the number of its writer, what is sealed]}.
SEALED = "core.sealed_words"
KEPT_FOR = timedelta(hours=1)
# Letters of one form, and forms.
LONGEST, MOST = 64_000, 5


def keep(request, writer, without=()):
    """Seal what was sent, but fields `without`; give whether it is kept.

    It is not where it is longer than any form takes, or comes from a network that sent very many.
    The session lasts no longer than what is in it.
    """
    words = {name: values for name, values in request.POST.lists() if name not in without}
    words = json.dumps(words, ensure_ascii=False)
    if len(words) > LONGEST:
        return False
    if not ratelimit.consume(request, app="allauth.account", action="kept_words"):
        return False
    kept = _leave(request.session, lambda path, one: path != request.path and not _is_late(one))
    one = (request.path, [time.time(), writer, seal(words)])
    request.session[SEALED] = dict([*kept.items(), one][-MOST:])
    request.session.set_expiry(KEPT_FOR)
    return True


def kept_for(request):
    """What this member sent to the address before they were back, as data for its form, or None.
    Sent, it is forgotten."""
    writer, is_sent = str(request.user.number), request.method == "POST"
    kept = _leave(
        request.session,
        lambda path, one: (
            one[1] == writer and not _is_late(one) and not (is_sent and path == request.path)
        ),
    )
    if request.path not in kept:
        return None
    _when, _writer, sealed = kept[request.path]
    try:
        found = json.loads(unseal(sealed))
    except Unopenable:
        return None
    words = QueryDict(mutable=True)
    for name, values in found.items():
        words.setlist(name, values)
    return words


def stay_with_their_writer(request, user, **kwargs):
    """Somebody has signed in: what others typed there is dropped, and the session lasts as any."""
    session = request.session
    if SEALED not in session:
        return
    _leave(session, lambda path, one: one[1] == str(user.number))
    if not session.get_expire_at_browser_close():  # as was chosen at the door
        session.set_expiry(None)


def forget_late():
    """A job: nothing stays longer in the session of somebody who never came back to it."""
    _drop(_is_late)


def forget_of(member):
    """For who is erased."""
    _drop(lambda one: one[1] == str(member.number))


def _is_late(one):
    return time.time() - one[0] > KEPT_FOR.total_seconds()


def _leave(session, is_left):
    """Take out of a session what does not stay by `is_left(path, one)`; give what does."""
    kept = session.get(SEALED, {})
    left = {path: one for path, one in kept.items() if is_left(path, one)}
    if left != kept:
        session[SEALED] = left
    return left


def _drop(is_dropped):
    """Take it out of all sessions; one that somebody uses at this moment is left."""
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if SEALED not in data:
            continue
        before = data[SEALED]
        if _leave(data, lambda path, one: not is_dropped(one)) != before:
            same = Session.objects.filter(pk=session.pk, session_data=session.session_data)
            same.update(session_data=session.get_session_store_class()().encode(data))
