"""Sample desks: two committees with an editor and posts in every state, to try the desk at once."""

import uuid
from datetime import date

from django.contrib.auth import get_user_model

from home.accounts import MODERATORS
from stakeholders.desk import actions
from stakeholders.models import Appointment, ProfilePage, UpdatePage
from stakeholders.rights import sync_rights

SAMPLE_NE = "यो नमुना हो; यसमा भनिएको कुरा साँच्चै भएको होइन। "
SAMPLE_SW = "Huu ni mfano; yanayosimuliwa hapa hayakutokea. "
# Account: the committee's slug, its language, what was begun, what waits, what came back and why.
DESKS = {
    "nepal@example.org": (
        "sample-committee-nepal",
        "ne",
        (
            "अर्को भेला (नमुना)",
            SAMPLE_NE + "अर्को भेलामा कुवाको पानी बाँड्ने कुरा हुनेछ।",
        ),
        (
            "बाटोबारे कुराकानी (नमुना)",
            SAMPLE_NE + "बाटो कसले मर्मत गर्ने भन्नेमा दुई टोल सहमत भए।",
        ),
        (
            "विद्यालयमा छलफल (नमुना)",
            SAMPLE_NE + "विद्यालयमा मेलमिलापबारे छलफल भयो।",
            "कति जना आएका थिए, त्यो पनि लेख्नुहुन्छ कि? (नमुना)",
        ),
    ),
    "kenya@example.org": (
        "sample-committee-kenya",
        "sw",
        (
            "Mkutano ujao (mfano)",
            SAMPLE_SW + "Katika mkutano ujao tutazungumza kuhusu kugawana maji ya kisima.",
        ),
        (
            "Mazungumzo kuhusu barabara (mfano)",
            SAMPLE_SW + "Vijiji viwili vilikubaliana nani atatengeneza barabara.",
        ),
        (
            "Majadiliano shuleni (mfano)",
            SAMPLE_SW + "Shuleni tulijadili jinsi ya kupatana.",
            "Je, unaweza kuandika ni watu wangapi walikuja? (mfano)",
        ),
    ),
}
DAY = date(2026, 11, 2)


def make_desk(email):
    """Appoint a sample account to its committee, with posts; nothing where there is no such one."""
    slug, language, begun, waits, (*came_back, note) = DESKS[email]
    committee = ProfilePage.objects.originals().committees().filter(slug=slug).first()
    if committee is None:
        return
    member = get_user_model().objects.get(email=email)
    member.language = language
    member.save()
    Appointment.objects.create(committee=committee.translation_key, member=member)
    sync_rights(committee.translation_key)

    def write(title, text):
        words = actions.Words(title, text, DAY)
        return actions.write_update(member, uuid.uuid4(), committee, language, words).update_page

    def send(title, text):
        update = write(title, text)
        actions.send_update(update, member)
        return UpdatePage.objects.get(pk=update.pk)

    write(*begun)
    send(*waits)
    moderator = get_user_model().objects.filter(groups__name=MODERATORS).first()
    send(*came_back).current_workflow_task_state.reject(user=moderator, comment=note)
