"""What the worker does for the directory. Every task can run twice."""

from datetime import datetime

from django_tasks import task

from stakeholders import digest_mails


@task()
def send_digests(until, language, country, committee, after=0):
    """Send updates to some of those who get the same, and have the next ones sent after it."""
    moment = datetime.fromisoformat(until)
    if last := digest_mails.send(moment, language, country, committee, after):
        send_digests.enqueue(until, language, country, committee, last)
