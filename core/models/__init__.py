from core.models.addresses import FormerPath
from core.models.background import ScheduledRun, WorkerHeartbeat
from core.models.batch import Batch, Step
from core.models.mail import OutgoingMail
from core.models.media import File, Picture, PictureRendition
from core.models.page import ContentPage
from core.models.provenance import Provenance
from core.models.section import SectionPage
from core.models.withdrawal import WithdrawnAddress, WithdrawnItem, WithdrawnPart

__all__ = [
    "Batch",
    "ContentPage",
    "File",
    "FormerPath",
    "OutgoingMail",
    "Picture",
    "PictureRendition",
    "Provenance",
    "ScheduledRun",
    "SectionPage",
    "Step",
    "WithdrawnAddress",
    "WithdrawnItem",
    "WithdrawnPart",
    "WorkerHeartbeat",
]
