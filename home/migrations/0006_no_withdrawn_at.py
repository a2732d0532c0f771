from django.db import migrations

from core.migrations._withdrawn import hold_back

PAGE_TYPES = [
    "home.homepage",
    "home.standardpage",
]


def hold_withdrawn_back(apps, schema_editor):
    hold_back(apps, PAGE_TYPES)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('home', '0005_rows_of_updates'),
    ]

    operations = [
        migrations.RunPython(hold_withdrawn_back, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='homepage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='standardpage',
            name='withdrawn_at',
        ),
    ]
