"""Deleting many members at once, chosen in the list of the admin."""

from wagtail.users.views.bulk_actions import DeleteBulkAction

from members.actions import erase


class EraseBulkAction(DeleteBulkAction):
    def get_execution_context(self):
        return super().get_execution_context() | {"by": self.request.user}

    @classmethod
    def execute_action(cls, objects, by=None, **kwargs):
        for member in objects:
            erase(member, by)
        return len(objects), 0
