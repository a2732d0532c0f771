"""What a hundred view restrictions add to a page: CPU time with and without them, side by side.

`make bench` runs it. Makes its own pages in the database named by DATABASE_URL, which must be new.
"""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "i4p_site.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from home.models import HomePage  # noqa: E402
from knowledge.models import CaseStudyIndexPage, CaseStudyPage, KnowledgePage  # noqa: E402
from tests.corpus import make_many  # noqa: E402

ADDRESSES = ["/en/knowledge/case-studies/made-150/", "/en/knowledge/case-studies/", "/en/"]
ROUNDS, VISITS = 15, 10


def build():
    call_command("migrate", verbosity=0)
    home = HomePage.objects.originals().get()
    knowledge = home.add_child(instance=KnowledgePage(title="Knowledge", slug="knowledge"))
    cases = knowledge.add_child(
        instance=CaseStudyIndexPage(title="Case studies", slug="case-studies")
    )
    make_many(cases, 1600)


def cpu_ms(address):
    client = Client()
    started = time.process_time()
    for _ in range(VISITS):
        assert client.get(address).status_code == 200
    return (time.process_time() - started) * 1000 / VISITS


def restrict(number):
    PageViewRestriction.objects.all().delete()
    for page in CaseStudyPage.objects.order_by("pk")[:number]:
        PageViewRestriction.objects.create(page=page, restriction_type="login")


def main():
    build()
    for address in ADDRESSES:
        cpu_ms(address)
        times = {0: [], 100: []}
        for _ in range(ROUNDS):
            for number, found in times.items():
                restrict(number)
                found.append(cpu_ms(address))
        none, hundred = (statistics.median(times[number]) for number in (0, 100))
        print(
            f"{address}: {none:.1f} ms with none, {hundred:.1f} ms with 100: {hundred / none:.2f}"
        )


if __name__ == "__main__":
    main()
