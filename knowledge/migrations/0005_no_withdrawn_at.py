from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0004_involvements'),
    ]

    operations = [
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
