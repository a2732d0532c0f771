"""A sample summary of a dialogue that is over, with what those who took part say of it."""

from wagtail.rich_text import RichText

from core.models.provenance import How, written
from dialogue.models import Confirmation, DialoguePage, SummaryContribution, SummaryPage
from dialogue.vocabularies import Answer

TITLE = "What came of it (sample)"
INTRODUCTION = (
    "This is a sample of a summary; nobody has said this. The way and a meal may be paid, and all "
    "see what was paid; about paying for the work itself there was no agreement."
)
TEXT = (
    "<p>All three began with the fare. Whoever pays it decides who can come, so it should be "
    "small, fixed, and the same for everybody.</p><p>What is paid should be seen by all. Whether "
    "those who reconcile people may be paid for it stayed open.</p>"
)
# By the name of what they said: the answer, the language, the remark.
ANSWERS = {
    "the fare": (Answer.YES, "en", ""),
    "on the wall": (Answer.YES, "pt", "Isto é um exemplo. Foi o que eu disse: na parede."),
    "unpaid": (Answer.NO, "sw", "Huu ni mfano. Nilisema zaidi: anayelipwa huonekana na upande."),
}


def make_summary(said):
    """Publish it; `said` has the samples by their names (`home.voices`). Nobody is mailed: all who
    took part have answered."""
    spoken = [said[name] for name in ANSWERS]
    dialogue = DialoguePage.objects.get(
        translation_key=spoken[0].dialogue, locale__language_code="en"
    )
    summary = SummaryPage(
        title=TITLE, introduction=INTRODUCTION, body=[("text", RichText(TEXT))], live=False
    )
    summary.contributions = [SummaryContribution(number=one.pk) for one in spoken]
    dialogue.add_child(instance=summary)
    for one, (says, language, remark) in zip(spoken, ANSWERS.values(), strict=True):
        Confirmation.objects.create(
            summary=summary.translation_key,
            member=one.author,
            says=says,
            language=language,
            remark=remark,
            said_at=one.written_at,
        )
    with written(How.MACHINE):
        summary.save_revision().publish()
    summary = SummaryPage.objects.get(pk=summary.pk)
    Confirmation.objects.filter(summary=summary.translation_key).update(given_to=summary.digest)
