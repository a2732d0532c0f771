import logging
import os

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application


class Command(BaseCommand):
    help = "Django's own server without its banner and a line per request; see run_site."
    requires_system_checks = []  # run_site made them

    def add_arguments(self, parser):
        parser.add_argument("address", help="host:port")

    def handle(self, *, address, **options):
        get_internal_wsgi_application()  # configures logging anew; so before we do
        logging.getLogger("django.server").setLevel(logging.ERROR)
        with open(os.devnull, "w") as nowhere:
            call_command("runserver", address, use_reloader=False, stdout=nowhere)
