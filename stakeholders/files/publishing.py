"""How what a file says of an organisation comes into the directory. Profiles come here cleaned."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.languages.shelves import shelf_of


@transaction.atomic
def add_profile(profile, section, member=None):
    """Put a new profile into the section, in its language, and publish it."""
    profile.owner = member
    with disable_reference_index_auto_update():  # publishing brings it up to date
        shelf_of(section, profile.locale).add_child(instance=profile)
    change_profile(profile, member)


@transaction.atomic
def change_profile(profile, member=None):
    """Publish a profile as a file has changed it."""
    log(instance=profile, action="stakeholders.import", user=member)
    profile.save_revision(user=member, clean=False).publish(user=member)
