"""What the worker does for dialogues. Every task can run twice."""

from datetime import datetime
from uuid import UUID

from django_tasks import task

from dialogue import following_mails, moderators, summary_mails
from dialogue.actions import following


@task()
def tell_followers(how, until, after=0):
    """Tell some of those who follow so often, and have the next ones told after it."""
    if last := following_mails.send(how, datetime.fromisoformat(until), after):
        tell_followers.enqueue(how, until, last)


@task()
def tell_moderators_of(forum, locale_id):
    """Write to who moderates in a language in a forum, given by its key, that something waits."""
    moderators.write_to_moderators(UUID(forum), locale_id)


@task()
def remind_moderators():
    """Write to who has left something waiting."""
    moderators.remind()


@task()
def ask_speakers(key):
    """Ask those who took part whether a summary, given by its key, says what they said."""
    summary_mails.send(key)


@task()
def forget_sealed_following(member_id, key):
    """Forget that a member follows what was withdrawn: there may be much of it to look through."""
    following.forget_sealed_following(member_id, key)
