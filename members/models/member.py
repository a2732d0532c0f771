"""People with an account. They sign in by e-mail and are shown under a name of their choice."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import languages
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
    language = models.CharField(
        _("language of mails"), max_length=20, choices=languages.choices, blank=True
    )
    discreet = models.BooleanField(
        _("discreet mails"),
        default=False,
        help_text=_(
            "Our mails then say only that something waits for you, and not what this site is about."
        ),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    # By it an erased person is known again in a backup. It is told to nobody else.
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    # Not a column: False while somebody signs up and has yet to show that the address is theirs.
    address_is_vouched_for = True

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self):
        """What others see. The e-mail address is shown to administrators only."""
        return self.name or gettext("Member %s") % self.pk

    def clean_fields(self, exclude=None):
        self.name = without_turns(self.name)
        super().clean_fields(exclude)

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    @cached_property
    def has_shown_address(self):
        """Whether the e-mail address is theirs: they followed a link, or are vouched for."""
        return self.emailaddress_set.filter(email=self.email, verified=True).exists()

    @cached_property
    def reads(self):
        """The codes of the languages they read, in the order of their choice."""
        return tuple(self.languages.values_list("code", flat=True))

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class MemberLanguage(models.Model):
    """A language that a member reads, and perhaps writes. Their order is the member's ladder."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=20, choices=languages.choices)
    writes = models.BooleanField(_("I write it, too"), default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["member", "code"], name="member_language_once")
        ]
        verbose_name = _("language of a member")
        verbose_name_plural = _("languages of members")

    def __str__(self):
        return self.get_code_display()
