"""A row of a file and a profile of the directory, each made of the other."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from core.item_rules import check_summary
from core.languages import addresses
from core.languages.shelves import family
from stakeholders.files.columns import (
    COLUMNS,
    Code,
    Codes,
    Name,
    Names,
    Parents,
    Text,
    Words,
)
from stakeholders.files.directory import may_add_below
from stakeholders.files.publishing import add_profile, change_profile
from stakeholders.models import ProfileCountry, ProfileLanguage, ProfilePage, ProfileTheme
from stakeholders.unlisted import is_unlisted


class NotToBeListed(ValidationError):
    """The organisation does not want to be listed."""


class ProfileResource(ModelResource):
    """Takes rows whose cells are plain texts (`tables.Row.cells`) and gives such cells.

    `directory` has looked up what the rows are about. `language` is that of new profiles whose row
    names none. With a member, only what they may do is done. The slug and the language of a profile
    are never changed.
    """

    key = Field("slug", readonly=True)
    language = Field("locale__language_code", readonly=True)
    name = Field("title", widget=Name("title"))
    summary = Field("summary", widget=Words("summary"))
    kind = Field("kind", widget=Code("kind"))
    level = Field("level", widget=Code("level"))
    countries = Field("countries", widget=Codes(ProfileCountry, "iso", str.upper))
    place = Field("place", widget=Words("place"))
    founded = Field("founded", widget=Words("founded"))
    status = Field("status", widget=Code("status"))
    themes = Field("themes", widget=Codes(ProfileTheme, "theme"))
    languages = Field("languages", widget=Codes(ProfileLanguage, "code", str.lower))
    website = Field("website", widget=Words("website"))
    names = Field("names", widget=Names("names"))
    part_of = Field("parents", widget=Parents())
    text = Field("body", widget=Text())

    class Meta:
        model = ProfilePage
        fields = COLUMNS
        skip_diff = True  # it would copy each page whole
        skip_unchanged = True

    def __init__(self, directory, language="", member=None):
        super().__init__()
        self.directory, self.language, self.member = directory, language, member
        self.fields["part_of"].widget.directory = directory
        self.changed = False

    # Finding -----------------------------------------------------------------------------

    def before_import_row(self, row, **kwargs):
        if not row.get("key"):
            raise ValidationError({"slug": _("Each row needs a key.")})
        profile = self.directory.profile(row["key"])
        key = profile.slug if profile else row["key"]
        if is_unlisted(key, row.get("name", ""), row.get("website", "")):
            raise NotToBeListed(_("It does not want to be listed."))

    def get_instance(self, instance_loader, row):
        return self.directory.profile(row["key"])

    def init_instance(self, row=None):
        code = row.get("language") or self.language
        locale = self.directory.locales.get(code)
        if locale is None:
            known = ", ".join(sorted(self.directory.locales))
            raise ValidationError(
                {
                    "locale__language_code": _(
                        "“%(code)s” is no language of this site. Allowed are: %(allowed)s."
                    )
                    % {"code": code[:80], "allowed": known}
                }
            )
        return ProfilePage(slug=row["key"], locale=locale, original_locale=locale, live=False)

    def after_init_instance(self, instance, new, row, **kwargs):
        self.changed = new
        code = instance.locale.language_code
        if not new and row.get("language", code) not in {"", code}:
            raise ValidationError(
                {"locale__language_code": _("The original is written in “%s”.") % code}
            )

    # Reading -----------------------------------------------------------------------------

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """Set what differs from what the profile would be exported as, and nothing else."""
        if field.readonly or field.column_name not in row:
            return
        value = field.widget.clean(row[field.column_name], row=row, profile=instance)
        if field.widget.render(value) != field.export(instance):
            setattr(instance, field.attribute, value)
            self.changed = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.changed and not import_validation_errors

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Raise ValidationError with all that is wrong with what the row says."""
        errors = dict(import_validation_errors or {})
        self._check_may_be_written(instance)
        for check in (self._check_fields, self._check_summary, self._check_key):
            try:
                check(instance, errors)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _check_fields(self, profile, errors):
        others = {field.name for field in profile._meta.fields} - {
            field.attribute for field in self.fields.values() if not field.readonly
        }
        profile.full_clean(
            exclude=others | errors.keys(), validate_unique=False, validate_constraints=False
        )

    def _check_summary(self, profile, errors):
        if errors.keys().isdisjoint({"summary", "title"}):
            try:
                check_summary(profile.summary, profile.title)
            except ValidationError as error:
                raise ValidationError({"summary": error}) from None

    def _check_key(self, profile, errors):
        if profile.pk or "slug" in errors:
            return
        if not _is_slug(profile.slug):
            raise ValidationError(
                {"slug": _("A key is made of the letters a to z, of digits and of hyphens.")}
            )
        addresses.check_slug(profile.slug, self.directory.section, profile.translation_key)

    def _check_may_be_written(self, profile):
        """Raise ValidationError where a profile is not the member's, or in other hands."""
        if self.member and not self._may_write(profile):
            raise ValidationError(_("You may not publish this profile."))
        if profile.pk is None:
            return
        if not profile.live or profile.has_unpublished_changes:
            raise ValidationError(
                _("It has a draft on the site. Publish or delete that first, then import again.")
            )
        lock = profile.get_lock()
        if lock and (self.member is None or lock.for_user(self.member)):
            raise ValidationError(_("It is locked on the site."))

    def _may_write(self, profile):
        if profile.pk:
            rights = profile.permissions_for_user(self.member)
            return rights.can_edit() and rights.can_publish()
        section = self.directory.section
        place = family(section).filter(locale=profile.locale).first() or section
        return may_add_below(place, self.member)

    # Writing -----------------------------------------------------------------------------

    def do_instance_save(self, instance, is_create):
        if is_create:
            add_profile(instance, self.directory.section, self.member)
        else:
            change_profile(instance, self.member)

    def after_save_instance(self, instance, row, **kwargs):
        self.directory.made(instance)

    def reasons(self, error):
        """What a ValidationError says, each with the column it is about."""
        if not hasattr(error, "error_dict"):
            return error.messages
        names = {field.attribute: name for name, field in self.fields.items()}
        names[NON_FIELD_ERRORS] = ""
        return [
            f"{column}: {message}" if (column := names.get(attribute, attribute)) else message
            for attribute, messages in error.message_dict.items()
            for message in messages
        ]


def _is_slug(key):
    try:
        validate_slug(key)
    except ValidationError:
        return False
    return key == key.lower()
