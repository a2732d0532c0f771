from django.db import migrations

from core.migrations._withdrawn import hold_back

PAGE_TYPES = [
    "stakeholders.committeespage",
    "stakeholders.profilepage",
    "stakeholders.stakeholderspage",
    "stakeholders.updatepage",
    "stakeholders.updatespage",
]


def keep_unlisted(apps, schema_editor):
    """Who was withdrawn stays a draft that imports leave alone, until editors publish it."""
    profiles = apps.get_model("stakeholders", "ProfilePage").objects.exclude(withdrawn_at=None)
    unlisted = apps.get_model("stakeholders", "Unlisted").objects
    for key in set(profiles.values_list("slug", flat=True)):
        unlisted.get_or_create(key=key)


def hold_withdrawn_back(apps, schema_editor):
    hold_back(apps, PAGE_TYPES)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('stakeholders', '0010_digests'),
    ]

    operations = [
        migrations.RunPython(hold_withdrawn_back, migrations.RunPython.noop),
        migrations.RunPython(keep_unlisted, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='committeespage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='profilepage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='stakeholderspage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='updatepage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='updatespage',
            name='withdrawn_at',
        ),
    ]
