from dialogue.models.attachment import Attachment
from dialogue.models.confirmation import Confirmation
from dialogue.models.contribution import Contribution, FormerText
from dialogue.models.dialogue import DialogueCase, DialogueHost, DialoguePage
from dialogue.models.following import Following
from dialogue.models.forum import ForumHost, ForumPage
from dialogue.models.pause import Pause
from dialogue.models.report import Report
from dialogue.models.sections import ForumsPage
from dialogue.models.summary import SummaryContribution, SummaryPage
from dialogue.models.visit import Visit

__all__ = [
    "Attachment",
    "Confirmation",
    "Contribution",
    "DialogueCase",
    "DialogueHost",
    "DialoguePage",
    "Following",
    "FormerText",
    "ForumHost",
    "ForumPage",
    "ForumsPage",
    "Pause",
    "Report",
    "SummaryContribution",
    "SummaryPage",
    "Visit",
]
