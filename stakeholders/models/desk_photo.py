"""Photos that nothing may use."""

from django.db import models

from core.models import Picture


class DeskPhoto(models.Model):
    """A photo that came to the desk and is not known yet to be used by any update."""

    picture = models.OneToOneField(
        Picture, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self):
        return f"{self.pk}"
