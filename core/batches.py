"""Work of many steps: done one after the other by the worker, stopped, gone on with, repeated.

Each step is one transaction, which also notes that it is done: however often the worker is killed,
a step is done once. Upper layers name what a step does:

    @batches.action("translation.submit")
    def submit(member, page_id, locale_id): ...
"""

import logging
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from core.models.batch import Batch, Step
from core.turns import turn

logger = logging.getLogger(__name__)

KEEP = timedelta(days=30)

_actions = {}


def action(name):
    """Register the decorated function, called with the member and the arguments of a step.

    It may raise ValidationError, whose words the member reads, PermissionDenied or DoesNotExist.
    """

    def register(function):
        _actions[name] = function
        return function

    return register


@transaction.atomic
def start(name, steps, member, title):
    """Have the worker do `steps`, pairs of a label and the arguments; gives the Batch."""
    batch = prepare(name, steps, member, title)
    go_on(batch)
    return batch


@transaction.atomic
def prepare(name, steps, member, title):
    """As `start`, but stopped before its first step: `go_on` begins."""
    batch = Batch.objects.create(action=name, member=member, title=title[:255], is_stopped=True)
    Step.objects.bulk_create(
        Step(batch=batch, label=label[:300], arguments=arguments) for label, arguments in steps
    )
    return batch


def stop(batch):
    """Let the step that is running end, and begin no other."""
    Batch.objects.filter(pk=batch.pk).update(is_stopped=True)


@transaction.atomic
def go_on(batch):
    Batch.objects.filter(pk=batch.pk).update(is_stopped=False)
    _enqueue(batch)


@transaction.atomic
def try_again(batch):
    """Do what failed once more."""
    batch.steps.filter(state=Step.State.FAILED).update(state=Step.State.WAITING, reason="")
    go_on(batch)


def _enqueue(batch):
    from core.tasks import work_off

    work_off.enqueue(batch.pk)


def work_off(batch_id):
    """Do the steps that wait, until none does or the batch is stopped."""
    batch = Batch.objects.select_related("member").filter(pk=batch_id).first()
    if batch is None:
        return
    language = UserProfile.get_for_user(batch.member).get_preferred_language()
    with translation.override(language):
        while _do_next(batch):
            pass


def _do_next(batch):
    """Do one step and note it, in one transaction; gives whether there may be another."""
    with turn():
        if not Batch.objects.filter(pk=batch.pk, is_stopped=False).exists():
            return False
        step = batch.steps.filter(state=Step.State.WAITING).first()
        if step is None:
            return False
        step.reason = _do(batch, step)
        step.state = Step.State.FAILED if step.reason else Step.State.DONE
        step.save(update_fields=["state", "reason"])
        return True


def _do(batch, step):
    """Do a step wholly or not at all; gives why it failed, or nothing."""
    try:
        with transaction.atomic():
            # Read anew each time: rights may have been taken away since.
            member = type(batch.member).objects.get(pk=batch.member_id)
            _actions[batch.action](member, **step.arguments)
    except ValidationError as error:
        return " ".join(error.messages)
    except (PermissionDenied, ObjectDoesNotExist):
        return _("You may not do this, or it is gone.")
    except Exception:
        logger.exception("Step %s of batch %s failed.", step.pk, batch.pk)
        return _("Something went wrong. Those who run the site find it in their log.")
    return ""


def forget_steps(**arguments):
    """Forget the steps that were called with these, and the batches that had no others."""
    steps = Step.objects.filter(
        **{f"arguments__{name}": value for name, value in arguments.items()}
    )
    batches = set(steps.values_list("batch", flat=True))
    steps.delete()
    Batch.objects.filter(pk__in=batches, steps=None).delete()


def forget_pages(pages):
    forget_steps(page_id__in=[page.pk for page in pages])


def forget_old_batches():
    """A month later nobody asks how far it came."""
    Batch.objects.filter(started_at__lt=timezone.now() - KEEP).delete()
