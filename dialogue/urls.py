"""What people do in a dialogue, for `/<language>/dialogue/`."""

from django.urls import path

from dialogue import (
    attachment_views,
    following_views,
    reply_views,
    summary_views,
    translation_views,
    views,
)

urlpatterns = [
    path("write/<uuid:dialogue>/", views.WritePage.as_view(), name="contribute"),
    path("answer/<int:pk>/", views.AnswerPage.as_view(), name="answer_contribution"),
    path("said/<int:pk>/", views.contribution, name="contribution"),
    path("said/<int:pk>/correct/", views.CorrectPage.as_view(), name="correct_contribution"),
    path(
        "said/<int:pk>/reply-to-moderators/",
        reply_views.ReplyPage.as_view(),
        name="reply_to_moderators",
    ),
    path("said/<int:pk>/follow/", following_views.follow_thread, name="follow_thread"),
    path("said/<int:pk>/report/", views.ReportPage.as_view(), name="report_contribution"),
    path("said/reported/", views.reported, name="contribution_reported"),
    path("said/<int:pk>/withdraw/", views.WithdrawPage.as_view(), name="withdraw_contribution"),
    path("file/<uuid:pk>/", attachment_views.attachment, name="contribution_attachment"),
    path("follow/", following_views.followed, name="followed"),
    path("follow/<uuid:key>/", following_views.follow, name="follow"),
    path("follow/leave/<str:token>/", following_views.leave_following, name="leave_following"),
    path("follow/left/", following_views.following_left, name="following_left"),
    path(
        "said/<int:pk>/translate/",
        translation_views.TranslatePage.as_view(),
        name="translate_contribution",
    ),
    path("translations/", translation_views.drafts, name="contribution_drafts"),
    path(
        "translations/<int:pk>/",
        translation_views.CheckPage.as_view(),
        name="check_contribution_draft",
    ),
    path("summary/<uuid:key>/", summary_views.ConfirmPage.as_view(), name="confirm_summary"),
    path("summary/remark/<int:pk>/", summary_views.RemarkPage.as_view(), name="take_out_remark"),
    path(
        "summary/remark/<int:pk>/report/",
        summary_views.ReportRemarkPage.as_view(),
        name="report_remark",
    ),
    path("own/", views.own_contributions, name="own_contributions"),
]
