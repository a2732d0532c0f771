from members.models.erasure import Erasure
from members.models.invitation import Invitation
from members.models.member import Member, MemberLanguage
from members.models.sign_up import SignUpSetting

__all__ = ["Erasure", "Invitation", "Member", "MemberLanguage", "SignUpSetting"]
