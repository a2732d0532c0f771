"""Seals anew, under the first of FIELD_KEYS, what older keys sealed."""

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from members.sealing import SealedTextField, Unopenable, is_under_first_key, reseal

CHUNK = 500
# Some hold a piece of a file, so few are in memory at a time.
AT_ONCE = 20
# What allauth seals through our adapter, within the `data` of an authenticator.
SECRETS = {"secret", "seed"}


class Command(BaseCommand):
    help = "Seals anew, under the first of FIELD_KEYS, what older keys sealed. Safe to repeat."

    def handle(self, **options):
        lost = sum(self.rotate_field(field) for field in sealed_fields())
        lost += self.rotate_secrets()
        if lost:
            raise CommandError(f"None of the keys opens {lost} of them; they stay as they are.")

    def rotate_field(self, field):
        """Go through one column; gives how many of its values no key opens."""
        name = field.name
        rows = field.model._base_manager.annotate(token=Cast(name, TextField()))
        seen = lost = 0
        for pk, token in rows.order_by("pk").values_list("pk", "token").iterator(AT_ONCE):
            seen += 1
            if seen % CHUNK == 0:
                self.stderr.write(f"{field}: {seen}")
            if not token or is_under_first_key(token):
                continue
            try:
                renewed = Value(reseal(token), TextField())
            except Unopenable:
                lost += 1
            else:
                # Not what was written meanwhile: that is under the first key already.
                rows.filter(pk=pk, token=token).update(**{name: renewed})
        self.stdout.write(f"{field}: {seen} seen")
        return lost

    def rotate_secrets(self):
        """The same for second factors; gives how many no key opens."""
        lost = 0
        for pk in list(Authenticator.objects.values_list("pk", flat=True)):
            with transaction.atomic():
                factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
                secrets = SECRETS & factor.data.keys() if factor else ()
                try:
                    renewed = {name: reseal(factor.data[name]) for name in secrets}
                except Unopenable:
                    lost += 1
                    continue
                if renewed:
                    factor.data |= renewed
                    factor.save(update_fields=["data"])
        self.stdout.write("Second factors seen")
        return lost


def sealed_fields():
    """All sealed columns of the site."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField):
                yield field
