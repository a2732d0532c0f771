"""The one vocabulary for long text, and the lists that stand beside it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core.dates import PARTIAL_DATE, check_year, is_partial_date
from core.fields import SOURCE_KEYS
from core.rich_text import TEXT_FEATURES


class SourceKeysBlock(blocks.RegexBlock):
    """Short names of sources. Not a CharBlock: names are the same in every language."""

    def __init__(self, **kwargs):
        kwargs = {
            "regex": SOURCE_KEYS,
            "required": False,
            "label": _("Sources"),
            "help_text": _("Short names from the list of sources, separated by commas."),
            "error_messages": {"invalid": _("Write short names of sources, separated by commas.")},
        } | kwargs
        super().__init__(**kwargs)


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/picture.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quoted words"))
    who = blocks.CharBlock(label=_("Whose words"), required=False)
    sources = SourceKeysBlock()

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quotation.html"


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=30)
    label = blocks.CharBlock(label=_("What it counts"))
    sources = SourceKeysBlock()

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "core/blocks/figure.html"


class FilmBlock(blocks.StructBlock):
    """A link to a film. Nothing of it is loaded from elsewhere."""

    title = blocks.CharBlock(label=_("Title"))
    address = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "media"
        label = _("Link to a film")
        template = "core/blocks/film.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    text = blocks.RichTextBlock(
        features=TEXT_FEATURES, label=pgettext_lazy("block", "Text"), icon="pilcrow"
    )
    picture = PictureBlock()
    quotation = QuotationBlock()
    figure = FigureBlock()
    lessons = blocks.ListBlock(
        blocks.TextBlock(label=_("Lesson")),
        label=_("List of lessons"),
        icon="list-ul",
        template="core/blocks/lessons.html",
    )
    document = DocumentChooserBlock(label=_("Document"), template="core/blocks/document.html")
    film = FilmBlock()


class PartialDateBlock(blocks.RegexBlock):
    """A year, a month or a day, as exactly as it is known."""

    def clean(self, value):
        value = super().clean(value)
        if value and not is_partial_date(value):
            raise ValidationError(_("There is no such day."))
        if value:
            check_year(int(value[:4]))
        return value


class EventBlock(blocks.StructBlock):
    when = PartialDateBlock(
        regex=PARTIAL_DATE,
        label=_("When"),
        help_text=_("As exactly as it is known: 2011, 2011-05 or 2011-05-16"),
        error_messages={"invalid": _("Write 2011, 2011-05 or 2011-05-16.")},
    )
    text = blocks.TextBlock(label=_("What happened"))
    sources = SourceKeysBlock()

    class Meta:
        icon = "date"
        label = _("Event")


class PointBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=pgettext_lazy("block", "Text"))
    sources = SourceKeysBlock()

    class Meta:
        icon = "list-ul"
        label = pgettext_lazy("block", "Point")


class TimelineBlock(blocks.StreamBlock):
    event = EventBlock()


class PointsBlock(blocks.StreamBlock):
    point = PointBlock()
