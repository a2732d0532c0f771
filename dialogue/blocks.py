"""The rounds of a dialogue, as editors write them."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError


class RoundBlock(blocks.StructBlock):
    """A part of the question, and the day from which it is spoken about."""

    opens_on = blocks.DateBlock(label=_("Opens on"))
    question = blocks.CharBlock(label=pgettext_lazy("of a round", "Question"), max_length=200)

    class Meta:
        icon = "date"
        label = pgettext_lazy("of a dialogue", "Round")


class RoundsBlock(blocks.StreamBlock):
    """Rounds follow one another: each lasts until the next one opens."""

    round = RoundBlock()

    def clean(self, value):
        value = super().clean(value)
        days = [child.value["opens_on"] for child in value]
        errors = {
            n: late_or_early(_("It must open after the round before it."))
            for n, (before, day) in enumerate(pairwise(days), start=1)
            if before and day and day <= before
        }
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return value


def late_or_early(words):
    """The error of a round whose day does not fit."""
    return StructBlockValidationError({"opens_on": ValidationError(words)})
