"""Words for the organisations of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StakeholderKind(models.TextChoices):
    LOCAL_COMMITTEE = "local_committee", _("Local peace committee")
    STATE_BODY = "state_body", _("State body")
    NGO = "ngo", _("Civil society organisation")
    NETWORK = "network", _("Network")
    UN = "un", _("United Nations")
    REGIONAL = "regional", _("Regional organisation")
    INSTITUTE = "institute", _("Institute")
    FAITH = "faith", _("Faith body")
    OTHER = "other", _("Other")


class Role(models.TextChoices):
    """What a person is in a committee."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    MEDIATOR = "mediator", _("Mediator")
    MEMBER = "member", pgettext_lazy("of a committee", "Member")
    OTHER = "other", _("Other")


class MapPrecision(models.TextChoices):
    """How precisely an organisation is shown on the map, and who learns what from that."""

    PLACE = (
        "place",
        _(
            "Its place, to about one kilometre. Who looks at the map learns the village or the "
            "quarter, and can find the organisation by asking there."
        ),
    )
    DISTRICT = (
        "district",
        _(
            "Its district, to about eleven kilometres. Who looks at the map learns the area, but "
            "neither the village nor the quarter."
        ),
    )
    COUNTRY = (
        "country",
        _(
            "Its country only. There is no point on the map: the organisation is counted with its "
            "country. The place that stands on its page is deleted."
        ),
    )
    NOWHERE = (
        "nowhere",
        _(
            "Nowhere. It is neither on the map nor counted there. The place that stands on its "
            "page is deleted; its countries stay."
        ),
    )


# To how many decimals of a degree a point is known: to about one kilometre, or to about eleven.
DECIMALS = {MapPrecision.PLACE: 2, MapPrecision.DISTRICT: 1}
