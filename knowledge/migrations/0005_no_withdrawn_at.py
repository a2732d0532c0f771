from django.db import migrations

from core.migrations._withdrawn import hold_back

PAGE_TYPES = [
    "knowledge.casestudyindexpage",
    "knowledge.casestudypage",
    "knowledge.collectionindexpage",
    "knowledge.collectionpage",
    "knowledge.knowledgepage",
    "knowledge.resourceindexpage",
    "knowledge.resourcepage",
]


def hold_withdrawn_back(apps, schema_editor):
    hold_back(apps, PAGE_TYPES)


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('knowledge', '0004_involvements'),
    ]

    operations = [
        migrations.RunPython(hold_withdrawn_back, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='casestudyindexpage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='casestudypage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='collectionindexpage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='collectionpage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='knowledgepage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='resourceindexpage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='resourcepage',
            name='withdrawn_at',
        ),
    ]
