"""People with an account. They sign in by e-mail and are shown under a name of their choice."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.names import without_turns


class MemberManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """A new member. `email` is compared without case, so it is stored in lower case."""
        if not email:
            raise ValueError("A member needs an e-mail address.")
        member = self.model(email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{**fields, "is_superuser": True})

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(
        _("shown name"),
        max_length=80,
        blank=True,
        help_text=_("The name others see. It need not be the name in your papers."),
    )
    is_active = models.BooleanField(
        _("may sign in"),
        default=True,
        help_text=_("Untick this instead of deleting the account."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self):
        return self.name or self.email

    def clean_fields(self, exclude=None):
        self.name = without_turns(self.name)
        super().clean_fields(exclude)

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name
