"""What is asked before something is done with drafts."""

from textual.content import Content

from quizapp.generate.verdicts import DropReason
from quizapp.presentation import curation as said
from quizapp.ui.screens.lists import ListScreen


def reasons_to_drop(number: int = 1) -> ListScreen[DropReason]:
    """Asks why."""
    rows = [
        (Content.assemble(f"{reason.capitalize():<19}", (why, "$faint")), reason)
        for reason, why in said.REASONS.items()
    ]
    return ListScreen(said.why_drop(number), Content.styled(said.DROP_NOTE, "$faint"), rows)
