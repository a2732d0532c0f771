from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0005_rows_of_updates'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='homepage',
            name='withdrawn_at',
        ),
        migrations.RemoveField(
            model_name='standardpage',
            name='withdrawn_at',
        ),
    ]
