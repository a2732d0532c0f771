import django.db.models.deletion
import django.utils.timezone
import members.sealing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_mails'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmail',
            name='about',
            field=models.TextField(default='', editable=False),
        ),
        migrations.CreateModel(
            name='WithdrawnItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('title', members.sealing.SealedTextField(verbose_name='title')),
                ('withdrawn_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='withdrawn at')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
            ],
            options={
                'verbose_name': 'withdrawn item',
                'verbose_name_plural': 'withdrawn items',
                'ordering': ['-withdrawn_at'],
            },
        ),
        migrations.CreateModel(
            name='WithdrawnAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(db_index=True, max_length=64)),
                ('says_so', models.BooleanField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='core.withdrawnitem')),
            ],
        ),
        migrations.CreateModel(
            name='WithdrawnPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', members.sealing.SealedTextField(blank=True)),
                ('content', members.sealing.SealedTextField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='core.withdrawnitem')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
