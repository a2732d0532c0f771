import logging
import sys

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import CommandError
from django_tasks_db.compat import TASKS_LOGGER
from django_tasks_db.management.commands import db_worker

from core.background import living_worker


class Command(db_worker.Command):
    """The library's worker, with a fresh id that counts as alive as long as the process is."""

    help = "Runs background tasks until it is told to stop."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(worker_id=None, reload=False)

    def configure_logging(self, verbosity):
        super().configure_logging(verbosity)
        if verbosity == 1:  # what went wrong, not each task that went well
            logging.getLogger(TASKS_LOGGER).setLevel(logging.WARNING)
            db_worker.logger.setLevel(logging.ERROR)
        logging.getLogger(TASKS_LOGGER).addFilter(_matters)

    def handle(self, *, worker_id, **options):
        if worker_id:
            # The tasks of a dead worker would seem to be in the hands of its namesake.
            raise CommandError("An id is never used twice; leave out --worker-id.")
        with living_worker() as fresh_id:
            super().handle(worker_id=fresh_id, **options)


def _matters(record):
    """Leave out that Wagtail did not find, for its index, a row that was replaced since.

    Each save of a page replaces rows of its children, so this happens all the time; the task for
    the row that took its place does the indexing.
    """
    gone = isinstance(sys.exc_info()[1], ObjectDoesNotExist)
    return not (gone and "update_reference_index_task" in record.getMessage())
