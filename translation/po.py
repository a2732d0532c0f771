"""Translating outside the site: PO files, out and in."""

from tempfile import NamedTemporaryFile

import polib
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail_localize.models import StringSegment, StringTranslation

from translation.locks import translation_and_page

# The longest case study in all its strings is a twentieth of it.
MOST_BYTES = 2 * 1024 * 1024
# polib puts passages and comments of many lines together in quadratic time.
MOST_LINES = 20_000
OWNER = "X-WagtailLocalize-TranslationID"


@require_safe
def download(request, translation_id):
    """All strings with the words they have, named after the page's address and language."""
    translation, page = translation_and_page(request, translation_id)
    response = HttpResponse(str(translation.export_po()), content_type="text/x-gettext-translation")
    name = f"{page.slug}-{translation.target_locale.language_code}.po"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def upload(request, translation_id):
    """Take the words of a PO file, and say what came of it."""
    translation, page = translation_and_page(request, translation_id)
    try:
        po = read(request.FILES.get("file"), translation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        unknown = keep_known(po, translation)
        translation.import_po(po, user=request.user, tool_name="PO File")
        messages.success(
            request, _("The words of the file are taken over. Read them before you publish.")
        )
        if unknown:
            message = ngettext(
                "%(count)s passage of the file is not in this text.",
                "%(count)s passages of the file are not in this text.",
                unknown,
            )
            messages.warning(request, message % {"count": unknown})
    return redirect("wagtailadmin_pages:edit", page.pk)


def read(file, translation):
    """The PO file that was sent in; raises ValidationError when it is none of this translation."""
    if file is None or file.size > MOST_BYTES:
        raise ValidationError(_("Choose a PO file of at most 2 MB."))
    data = file.read()
    if b"\0" in data or len(data.splitlines()) > MOST_LINES:
        raise ValidationError(_("This is no PO file we can read."))
    try:
        # As a file of its own: polib would take the content for a path, if there is such a file.
        with NamedTemporaryFile(suffix=".po") as copy:
            copy.write(data)
            copy.flush()
            # As we send it, whatever it says: in some encodings what no database takes is hidden.
            po = polib.pofile(copy.name, encoding="utf-8")
    except Exception as error:  # what polib raises depends on where the file is broken
        raise ValidationError(_("This is no PO file we can read.")) from error
    if OWNER not in po.metadata:
        raise ValidationError(_("This is no PO file we can read."))
    if po.metadata[OWNER] != str(translation.uuid):
        raise ValidationError(_("This PO file belongs to another text or language."))
    return po


def keep_known(po, translation):
    """Leave in `po` the passages of the text, each once, and give the number of the others.

    wagtail-localize would ask the database for each of them, however many and however often.
    """
    passages = {(entry.msgctxt, entry.msgid): entry for entry in po}
    segments = StringSegment.objects.filter(source=translation.source)
    former = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    known = {
        *segments.values_list("context__path", "string__data"),
        *former.values_list("context__path", "translation_of__data"),
    }
    po[:] = [entry for passage, entry in passages.items() if passage in known]
    return len(passages) - len(po)
