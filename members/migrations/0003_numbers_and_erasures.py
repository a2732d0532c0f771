import uuid

from django.db import migrations, models


def number_members(apps, schema_editor):
    """Each its own: a default would give all who are here the same."""
    Member = apps.get_model("members", "Member")
    for pk in Member.objects.values_list("pk", flat=True):
        Member.objects.filter(pk=pk).update(number=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.UUIDField(unique=True, verbose_name='number')),
                ('erased_on', models.DateField(verbose_name='erased on')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
            },
        ),
        migrations.AddField(
            model_name='member',
            name='number',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(number_members, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='member',
            name='number',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
