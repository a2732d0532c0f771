from django.db import migrations


def keep_unlisted(apps, schema_editor):
    """Who was withdrawn stays a draft that imports leave alone, until editors publish it."""
    profiles = apps.get_model("stakeholders", "ProfilePage").objects.exclude(withdrawn_at=None)
    unlisted = apps.get_model("stakeholders", "Unlisted").objects
    for key in set(profiles.values_list("slug", flat=True)):
        unlisted.get_or_create(key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('stakeholders', '0010_digests'),
    ]

    operations = [
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
