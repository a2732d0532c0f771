"""Upload one file in a process of its own, and tell how much memory that took.

`python -m tests.hostile.memory pictures < file` (or `files`, `tables`) signs in to the admin, hands
the file in, and has a picture made in every size in which it is shown. It prints what came of it
and the growth of the peak.
"""

import json
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from core.models import Picture  # noqa: E402
from stakeholders.models import StakeholdersPage  # noqa: E402
from tests.hostile import specs  # noqa: E402
from tests.hostile.documents import PDF  # noqa: E402
from tests.hostile.pictures import small  # noqa: E402
from tests.hostile.tables import TOP, cells, workbook  # noqa: E402
from tests.hostile.upload_doors import FILE_DOORS, PICTURE_DOORS, import_table  # noqa: E402
from tests.makers import make_directory, make_site, read_site  # noqa: E402


def main(kind):
    door, harmless = {
        "pictures": (PICTURE_DOORS["add"], small("PNG")),
        "files": (FILE_DOORS["add"], PDF),
        "tables": (import_table, workbook(TOP + cells("a", "b"))),
    }[kind]
    client = signed_in()
    if kind == "tables" and not StakeholdersPage.objects.exists():
        make_site()
        make_directory(read_site())
    data = sys.stdin.buffer.read()
    hand_in(door, client, harmless)  # what is needed for every upload is loaded now
    before = most_memory()
    answer = hand_in(door, client, data)
    told = {"taken": answer.taken, "said": answer.said, "megabytes": most_memory() - before}
    json.dump(told, sys.stdout)


def signed_in():
    members, client = get_user_model().objects, Client()
    admin = members.first() or members.create_superuser("admin@example.org", "pass", name="Admin")
    client.force_login(admin)
    return client


def hand_in(door, client, data):
    answer = door(client, data, "a")
    if picture := Picture.objects.order_by("pk").last():
        for spec in specs.all_of_them():
            picture.get_rendition(spec)
        picture.delete()
    return answer


def most_memory():
    """The peak so far, in megabytes; that of `getrusage` would begin with the parent's."""
    with open("/proc/self/status") as status:
        return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    main(sys.argv[1])
