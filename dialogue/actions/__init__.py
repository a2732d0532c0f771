from dialogue.actions.answering import answer_moderators
from dialogue.actions.closing import close, open_again, slow_down
from dialogue.actions.confirming import (
    confirm,
    forget_confirmations,
    keep_remark,
    show_remark,
    take_out_remark,
)
from dialogue.actions.dates import follow_dates, follow_dates_of
from dialogue.actions.following import follow, follow_no_more, forget_followings
from dialogue.actions.moderating import approve, ask_to_rephrase, decline, hide, keep
from dialogue.actions.moving import move
from dialogue.actions.pausing import end_pause, pause
from dialogue.actions.reporting import report, report_remark
from dialogue.actions.taking_out import keep_translation, take_out_translation
from dialogue.actions.translating import decline_translation, propose, publish_translation
from dialogue.actions.visiting import forget_visits
from dialogue.actions.writing import contribute, correct, forget_contributions, withdraw

__all__ = [
    "answer_moderators",
    "approve",
    "ask_to_rephrase",
    "close",
    "confirm",
    "contribute",
    "correct",
    "decline",
    "decline_translation",
    "end_pause",
    "follow",
    "follow_dates",
    "follow_dates_of",
    "follow_no_more",
    "forget_confirmations",
    "forget_contributions",
    "forget_followings",
    "forget_visits",
    "hide",
    "keep",
    "keep_remark",
    "keep_translation",
    "move",
    "open_again",
    "pause",
    "propose",
    "publish_translation",
    "report",
    "report_remark",
    "show_remark",
    "slow_down",
    "take_out_remark",
    "take_out_translation",
    "withdraw",
]
