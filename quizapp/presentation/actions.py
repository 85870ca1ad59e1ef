"""What can be done, where, and what it is called: the one table of actions.

Textual's bindings, the key bar, the list of keys, the palette, the commands of plain mode and the
names under `[keys]` in `config.toml` all come from here. Which actions of a session do something
now, the session says (`ReviewSession.can`, `QuizSession.can`); the ids are the same.

To add an action: its id in `study.actions` and its case in `can`, a line here, and in each front
end the method that does it.
"""

from typing import NamedTuple


class Action(NamedTuple):
    id: str
    label: str = ""
    """In a word or two, as the key bar has it."""
    key: str = ""
    """In Textual's names, several with commas between; empty where no key does it."""
    help: str = ""
    """A sentence; without one, and not `shown`, the list of keys leaves it out."""
    typing: str = ""
    """Another key, which works while a learner types into a field, where letters are letters."""
    shown: bool = True
    """Whether it may stand in the key bar."""
    fixed: bool = False
    """Whether `config.toml` cannot give it another key."""
    call: str = ""
    """The method that does it, with arguments, where that is not the id."""
    command: str = ""
    """What plain mode calls it, after a slash; empty where it has no such command."""
    takes: str = ""
    """What follows the command."""
    priority: bool = False
    """Whether its key comes before those of the part of the screen that has the focus."""

    @property
    def does(self) -> str:
        """What it does, in words."""
        return self.help or self.label

    @property
    def method(self) -> str:
        return self.call or self.id.replace("-", "_")


def fixed(id: str, label: str, key: str, help: str = "", **more: object) -> Action:
    """An action whose key cannot be chosen."""
    return Action(id, label, key, help, fixed=True, **more)  # type: ignore[arg-type]


def hidden(id: str, label: str, key: str, help: str = "", call: str = "") -> Action:
    """An action with a fixed key that the key bar leaves out."""
    return Action(id, label, key, help, shown=False, fixed=True, call=call)


Actions = tuple[Action, ...]

# what a text longer than the screen needs; `READ_ON` is to stand before other uses of space, which
# wait until all has been shown
READ_ON = fixed("read-on", "More", "space,pagedown", "Show the part below")
PAGE_UP = hidden("page-up", "Page up", "pageup", call="page(-1)")
SCROLL = (
    hidden("scroll-down", "Scroll down", "down,j", call="scroll(1)"),
    hidden("scroll-up", "Scroll up", "up,k", call="scroll(-1)"),
)

FIND = fixed("find", "Find", "slash", "Find a card: all cards, and the field to search them")
EVERYWHERE: Actions = (
    Action("help", "Keys", "question_mark", "Show all keys", typing="f1"),
    Action("settings", "Settings", "comma", "Settings: limits, memory, look, keys", shown=False),
    Action("quit", "Quit", "ctrl+q", "Quit", shown=False, priority=True),
    Action(
        "copy",
        "Copy, or quit",
        "ctrl+c",
        "Copy what is selected; quit where nothing is",
        shown=False,
        call="copy_or_quit",
        priority=True,
    ),
    FIND._replace(shown=False),
)
TEXTUALS: Actions = (
    hidden("palette", "Commands", "ctrl+p"),
    hidden("focus-next", "Focus Next", "tab"),
    hidden("focus-previous", "Focus Previous", "shift+tab"),
    hidden("copy-text", "Copy selected text", "super+c"),
)
"""Keys that Textual itself gives to every screen."""

MORE_TODAY = Action(
    "more",
    "More today",
    "plus",
    "More than today's limits let in, or cards of the days to come",
    command="more",
    takes="N",
)
PAST_QUIZZES = Action(
    "past-quizzes", "Past quizzes", "v", "Quizzes that were handed in, and their results"
)
OPTIMISE = Action("optimise", "Optimise", "o", "Find how your memory works from your own answers")
SOURCE = Action("source", "Source", "s", "Show the passage it comes from", command="source")
UNDO = Action("undo", "Undo", "u", "Take the last step back", typing="ctrl+z", command="undo")
HISTORY = Action(
    "history",
    "History",
    "y",
    "Why it is due: the card's memory and all answers to it",
    typing="f9",
    command="history",
)
DONT_KNOW = Action("dont-know", "Don't know", "0", "A wrong answer, without the luck of a guess")
LEAVE_FIELD = Action("leave", "Leave the field", "escape", "Stop typing", call="leave_field")
TYPE = fixed("type", "Type", "enter", "Go back to the field")
CLOSE = fixed("close", "Close", "escape,q", call="dismiss")

HOME: Actions = (
    Action("review-all", "All due", "a", "Review all decks together"),
    Action("quiz", "Quiz", "t", "A quiz on the deck at the cursor"),
    Action("statistics", "Statistics", "s", "How learning goes, as pictures and in numbers"),
    Action("curate", "Curate drafts", "c", "Read the drafts, and keep or drop each"),
    Action("browse", "Browse", "b", "All cards: find, understand and change them"),
    Action("minutes", "Minutes", "m", "What does most good in so many minutes"),
    Action(
        "practise",
        "Practise",
        "p",
        "Practise the deck, or a tag of it; the schedule stays as it is",
    ),
    MORE_TODAY,
    Action("read", "Read", "r", "The text of the deck, beside its cards"),
    Action("ready", "Ready by", "d", "A plan for knowing the deck by a day"),
    Action("from-article", "From an article", "g", "Make cards from a news article"),
    Action("set-aside", "Set aside", "x", "Suspended, buried and flagged cards, and leeches"),
    Action("new-card", "New card", "n", "Write a card for a deck of your own"),
    Action(
        "organise",
        "Organise",
        "o",
        "Rename, group, move, hide or archive what is at the cursor",
    ),
    fixed("filter", "Filter", "slash", "Only decks with these words; its last line finds cards"),
    PAST_QUIZZES._replace(shown=False),
    fixed("open-settings", "Settings", "comma", call="app.settings"),
    UNDO._replace(help="Take back what was done last", shown=False),
    hidden("up", "Up", "k", call="cursor(-1)"),
    hidden("down", "Down", "j", call="cursor(1)"),
    hidden("move-up", "Move up", "K", "Move the deck at the cursor up", call="move(-1)"),
    hidden("move-down", "Move down", "J", "Move the deck at the cursor down", call="move(1)"),
    hidden("fold", "Open or close", "space", "Open or close the group at the cursor"),
    hidden("close-group", "Close", "left,h", call="fold(False)"),
    hidden("open-group", "Open", "right,l", call="fold(True)"),
    fixed("leave-app", "Quit", "q", "Quit; everything is saved already", call="app.quit"),
)
DECK_LIST: Actions = (
    Action("review", "Review", "enter", "Review the deck at the cursor", call="select"),
)
DECK_FILTER: Actions = (
    fixed("open", "Open", "enter"),
    fixed("leave-filter", "All decks", "escape"),
    hidden("up", "Up", "up", call="cursor(-1)"),
    hidden("down", "Down", "down", call="cursor(1)"),
)

REVIEW: Actions = (
    READ_ON,
    fixed("next", "Next", "enter,space", "Go to the next card"),
    fixed("reveal", "Show the answer", "space,enter"),
    TYPE,
    hidden("again", "Again", "1", "I did not know it"),
    hidden("hard", "Hard", "2", "I knew it, with effort"),
    hidden("good", "Good", "3,space,enter", "I knew it"),
    hidden("easy", "Easy", "4", "I knew it at once"),
    Action("keep", "Keep", "k,enter,space", "Keep this leech as it is"),
    DONT_KNOW,
    SOURCE,
    Action(
        "hint", "Hint", "h", "Show a hint; a right answer is then Hard", typing="f2", command="hint"
    ),
    Action(
        "harder",
        "Harder",
        "h",
        "Harder than it looked: count this right answer as Hard",
        command="harder",
    ),
    Action(
        "overrule",
        "I was right",
        "i",
        "Count this answer as right; it is logged as your own judgement",
        command="right",
    ),
    UNDO,
    LEAVE_FIELD,
    Action("end", "End", "escape,q", "End this review; all is saved", command="end"),
    HISTORY,
    Action("bury", "Bury", "b", "Not again before tomorrow", command="bury"),
    fixed("bury-as-in-anki", "Bury", "minus", call="bury"),
    Action("suspend", "Suspend", "at", "Not again at all", command="suspend"),
    Action("flag", "Flag", "f", "Flag it, to find it again, or take its flag away", command="flag"),
    Action("edit", "Edit", "e", "Open the card in your editor, at its line", command="edit"),
    Action(
        "changes", "What changed", "w", "What has changed in the deck since you last studied",
        typing="f8", command="changes",
    ),
    *SCROLL,
    PAGE_UP,
)  # fmt: skip
PLAIN_REVIEW: Actions = (
    MORE_TODAY._replace(
        help="So many more cards than today's limits let in, those that are due first"
    ),
    Action(
        "ahead",
        help="After what is due today, what falls due in so many days; the answers count",
        command="ahead",
        takes="DAYS",
    ),
    Action("continue", help="Go on with all that is due today", command="continue"),
    Action("left", help="How much is left", command="left"),
)
"""What plain mode has besides in a review."""

PLAIN_CURATE: Actions = (
    Action("keep", help="Approve it: learners are asked it", command="keep"),
    Action("drop", help="Take it out for good, for a reason", command="drop", takes="REASON"),
    Action("later", help="Put it off to the end", command="later"),
    Action("set", help="Change a field; several entries with | between", command="set",
           takes="FIELD VALUE"),
    Action("unset", help="Take a field out", command="unset", takes="FIELD"),
    Action("edit", help="Open it in your editor, at its line", command="edit"),
    Action("true", help="Wrong option N is true as well, and goes", command="true", takes="N"),
    Action("type", help="Make it a card of another type", command="type", takes="TYPE"),
    Action("move", help="Move it to another deck", command="move", takes="DECK"),
    Action("source", help="The passage it comes from, whole", command="source"),
    Action("next", help="Look at the one after it", command="next"),
    Action("back", help="Look at the one before it", command="back"),
    Action("undo", help="Take the last step back, as often as you like", command="undo"),
    Action("list", help="All drafts, and what became of them", command="list"),
    Action("left", help="How many wait", command="left"),
    Action("end", help="Stop; all is saved", command="end"),
)  # fmt: skip
"""What plain mode has while drafts are curated, where these words need no slash."""

END = Action("end", help="End", command="end")
PLAIN_READ: Actions = (
    Action("cards", help="The cards of this passage, with numbers", command="cards"),
    Action("answer", help="The answer of card N", command="answer", takes="N"),
    Action("practise", help="Practise the passage; the schedule stays as it is",
           command="practise"),
    Action("review-passage", help="Review what is due of the passage; else what is new",
           command="review"),
    Action("without-card", help="The next passage without a card", command="without"),
    Action("back", help="The passage before", command="back"),
    END._replace(help="Leave; your place in the text is kept"),
)  # fmt: skip
"""What plain mode has while a text is read; an empty line goes on, a number goes to its passage."""

SUMMARY: Actions = (
    READ_ON,
    fixed("home", "Home", "enter,escape,q,space", "Back to the decks"),
    fixed("continue", "Go on", "c", "Go on with what is left today"),
    MORE_TODAY,
    fixed("undo", "Undo", "u,ctrl+z", "Take back what was done last"),
    *SCROLL,
    PAGE_UP,
)

QUIZ: Actions = (
    READ_ON,
    fixed("next-open", "Next", "enter,space", "Go to the next open question"),
    hidden("guess", "Guess", "1", "I guessed"),
    hidden("unsure", "Unsure", "2", "I am unsure"),
    hidden("sure", "Sure", "3", "I am sure"),
    TYPE,
    DONT_KNOW,
    Action("hand-in", "Hand in", "d", "Hand in", typing="f10", command="done"),
    Action(
        "how-sure", "How sure", "h", "Say how sure your reply is", typing="f7", command="sure"
    ),
    Action(
        "next-question", "Next", "n", "The next question", typing="ctrl+n", call="step(1)",
        command="next",
    ),
    Action(
        "previous-question", "Previous", "p", "The one before", typing="ctrl+b", call="step(-1)",
        command="back",
    ),
    Action("go", help="Go to question N", command="go", takes="N"),
    Action(
        "mark", "Mark", "m", "Mark it to come back to, or take the mark away", typing="f6",
        command="mark",
    ),
    Action("overview", "All", "o", "All questions; what is open", command="open"),
    Action("hand-in", "Hand in", "d", "Hand in", typing="f10", shown=False, call="overview"),
    SOURCE._replace(command=""),
    Action("clear", "Clear", "c", "Leave it unanswered after all", command="clear"),
    UNDO,
    LEAVE_FIELD,
    Action("time", help="The time that is left", command="time"),
    Action("drop", help="Throw this quiz away: nothing of it counts", command="drop"),
    Action("end", "Leave", "escape,q", "Leave; the quiz stays open", command="end"),
    *SCROLL,
    PAGE_UP,
)  # fmt: skip
OVERVIEW: Actions = (Action("hand-in", "Hand in", "d", "Hand in what there is", typing="f10"),)
QUIZ_SETUP: Actions = (
    Action("begin", "Begin", "b", "Begin the quiz as it is set"),
    PAST_QUIZZES,
    fixed("back", "Back", "escape,q", "Back to the decks", call="dismiss"),
)
RESULTS: Actions = (
    Action(
        "missed", "Review what I missed", "m", "Review the questions that you missed",
        command="missed",
    ),
    hidden("next-item", "Next question", "down,j", "The next question", call="move(1)"),
    hidden("previous-item", "Previous question", "up,k", "The one before", call="move(-1)"),
    SOURCE._replace(command=""),
    Action(
        "overrule", "I was right", "i",
        "Count this typed answer as right; it is logged as your own judgement",
    ),
    fixed("home", "Home", "enter,escape,q", "Back to the decks", call="dismiss"),
    fixed("back", "Back", "enter,escape,q", "Back to the past quizzes"),
    READ_ON,
    PAGE_UP,
    hidden("top", "To the top", "home"),
)  # fmt: skip
OPTIMISE = Action("optimise", "Optimise", "o", "Find how your memory works from your own answers")
STATISTICS: Actions = (
    hidden("month", "Month", "1", "The last 30 days", call="span('month')"),
    hidden("year", "Year", "2", "The last year", call="span('year')"),
    hidden("always", "Always", "3", "From the first answer on", call="span('all')"),
    Action("as-table", "Table", "t", "The same numbers as tables, or as pictures again"),
    Action("scope", "Of which cards", "d", "Of all decks, of one, of a tag, or of a search"),
    PAST_QUIZZES,
    OPTIMISE,
    hidden("next-section", "Next", "n,right", "The next section", call="step(1)"),
    hidden("previous-section", "Previous", "p,left", "The one before", call="step(-1)"),
    hidden("top", "To the top", "home", call="scroll(-999999)"),
    hidden("bottom", "To the end", "end", call="scroll(999999)"),
    READ_ON,
    *SCROLL,
    PAGE_UP,
    fixed("back", "Back", "escape,q", "Back to the decks", call="dismiss"),
)
SET_ASIDE: Actions = (
    fixed("practise", "Practise these", "p", "The schedule stays as it is"),
    SOURCE._replace(help="The passage it comes from"),
)
SETTINGS: Actions = (
    CLOSE,
    OPTIMISE,
    fixed("keep", "Keep the key", "escape"),
    fixed("default", "Default", "delete,backspace", "Back to the default"),
)
OPTIMISER: Actions = (
    READ_ON,
    fixed("adopt", "Use them", "enter", "Use the new parameters from now on"),
    fixed("adopt-moved", "Use, set days", "d", "Use them, and set the due days of all cards anew"),
    UNDO._replace(help="Go back to the parameters, and the due days, before"),
    *(PAGE_UP, *SCROLL),
    CLOSE,
)

# what is done with drafts, one at a time or all that are marked
KEEP_DRAFT = Action(
    "keep-draft", "Keep", "k", "Approve it: learners will be asked it", priority=True
)
DROP_DRAFT = Action("drop-draft", "Drop", "d", "Take it out of the deck, for a reason")
PUT_OFF = Action("put-off", "Later", "l", "Put it off to the end")
CURATE: Actions = (
    KEEP_DRAFT,
    DROP_DRAFT,
    Action("edit-draft", "Edit", "e", "Change the card here, in a form"),
    PUT_OFF,
    UNDO._replace(help="Take back what was done last, as often as you like"),
    Action("all-drafts", "List", "v,tab", "All drafts of this sitting"),
    Action("next-draft", "Next", "n", "The next draft, without a verdict", call="step(1)"),
    hidden("to-the-right", "Next", "right", call="step(1)"),
    Action("previous-draft", "Previous", "p", "The one before", call="step(-1)", shown=False),
    hidden("to-the-left", "Previous", "left", call="step(-1)"),
    READ_ON,
    fixed("try-again", "Try it again", "enter", "Take the answer away, and try the card again"),
    fixed("reveal", "Show the answer", "space,enter"),
    TYPE,
    Action("move-draft", "Move", "m", "Move it to another deck of its folder"),
    Action("change-type", "Type", "c", "Make it a card of another type"),
    Action("also-true", "Also true", "o", "One of the wrong options is true as well: take it out"),
    Action("other-side", "Other card", "g", "The next of the cards that this question makes"),
    Action("edit-lines", "Editor", "E", "Open the card in your editor, at its line"),
    SOURCE._replace(help="The whole text, at the words that it rests on"),
    LEAVE_FIELD,
    Action("end", "Leave", "escape,q", "Leave; everything is saved"),
    PAGE_UP,
)
DRAFT_LIST: Actions = (
    fixed("open", "Open", "enter", "Look at the card"),
    fixed("mark", "Mark", "space", "Mark it, or take the mark away"),
    KEEP_DRAFT._replace(help="Approve those that are marked, or the one at the cursor"),
    DROP_DRAFT._replace(help="Take them out of their decks, for a reason"),
    PUT_OFF._replace(help="Put them off to the end"),
    UNDO,
    fixed("search", "Search", "slash", "Only those that hold a text"),
    fixed("verdict", "Verdict", "w", "Only those that wait, or were kept, dropped or edited"),
    fixed("deck", "Deck", "b", "Only those of one deck"),
    fixed("type", "Type", "t", "Only those of one type"),
    fixed("passage", "Passage", "g", "Only those of one passage"),
    fixed("mark-all", "Mark all", "a", "Mark all that are shown, or none"),
    fixed("clear", "All drafts", "backspace", "Show all drafts again"),
    LEAVE_FIELD,
    fixed("close", "Close", "escape,q,v,tab", call="dismiss"),
    hidden("up", "Up", "up", call="move(-1)"),
    hidden("down", "Down", "down,j", call="move(1)"),
    hidden("first", "First", "home", call="move(-999999)"),
    hidden("last", "Last", "end", call="move(999999)"),
    hidden("page-up", "Page up", "pageup", call="page(-1)"),
    hidden("page-down", "Page down", "pagedown", call="page(1)"),
)
BROWSE: Actions = (
    fixed("open", "Open", "enter", "All about the card: why it is due, its memory, its history"),
    fixed("complete", "Complete", "tab", "Complete the word; again for the next that fits"),
    fixed("mark", "Mark", "space", "Mark it, or take the mark away"),
    fixed("search", "Search", "slash", "Type a search"),
    Action("suspend", "Suspend", "at", "Suspend: not asked again; or ask suspended ones again"),
    Action("bury", "Bury", "b", "Bury: not again before tomorrow; or dig out buried ones"),
    Action("flag", "Flag", "f", "Flag them, or take the flags away; 1 to 7 give that flag"),
    fixed("tag", "Tag", "g", "Add a tag of your own, or take one away"),
    fixed("set-due", "Due", "d", "Set the day on which they are due"),
    UNDO._replace(help="Take back what was done last, as often as you like"),
    fixed(
        "reschedule",
        "Reschedule",
        "r",
        "Reschedule: due days anew from their memory; spread a backlog",
    ),
    fixed("forget", "Forget", "x", "Forget: they are new again, their answers stay; asks once"),
    Action("edit", "Edit", "e", "Open the card in your editor, at its line"),
    SOURCE,
    fixed("practise", "Practise these", "p", "Practise: the schedule stays as it is"),
    fixed("quiz", "Quiz on these", "t", "A quiz that asks these cards only"),
    fixed("save-search", "Save search", "w", "Keep the search as a deck of your own on Home"),
    fixed("columns", "Columns", "c", "Choose which columns there are"),
    fixed("sort", "Sort", "o", "Sort by a column; the same again turns the order round"),
    fixed("mark-all", "Mark all", "a,ctrl+a", "Mark all that are shown, or none"),
    LEAVE_FIELD,
    fixed("unmark", "No marks", "escape", "Take all marks away"),
    fixed("close", "Close", "escape,q", call="dismiss"),
    *(hidden(f"flag-{one}", "", f"{one}", call=f"give_flag({one})") for one in range(8)),
    hidden("up", "Up", "up", call="move(-1)"),
    hidden("down", "Down", "down", call="move(1)"),
    hidden("up-as-in-vi", "Up", "k", call="move(-1)"),
    hidden("down-as-in-vi", "Down", "j", call="move(1)"),
    hidden("mark-up", "Mark up", "shift+up", "Mark, and go up", call="mark_on(-1)"),
    hidden("mark-down", "Mark down", "shift+down", "Mark, and go down", call="mark_on(1)"),
    hidden("first", "First", "home", call="move(-999999)"),
    hidden("last", "Last", "end", call="move(999999)"),
    hidden("page-up", "Page up", "pageup", call="page_rows(-1)"),
    hidden("page-down", "Page down", "pagedown", call="page_rows(1)"),
    hidden("read-card-on", "", "ctrl+down", "Scroll the card beside the table", call="page(1)"),
    hidden("read-card-up", "", "ctrl+up", "Scroll it back", call="page(-1)"),
)
SEARCH_FIELD: Actions = (fixed("submit", "To the cards", "enter"),)
CURATED: Actions = (
    READ_ON,
    fixed("home", "Home", "enter,escape,q,space", "Back to the decks"),
    fixed("continue", "Go on", "c", "Go on with the drafts that wait"),
    fixed("all-drafts", "List", "v", "All drafts of this sitting"),
    fixed("undo", "Undo", "u,ctrl+z", "Take back what was done last"),
    *SCROLL,
    PAGE_UP,
)
"""At the end of a sitting."""

CARD_INFO: Actions = (
    READ_ON,
    fixed("next-card", "Next card", "n,right", "The next card of the list", call="step(1)"),
    fixed("previous-card", "Previous", "p,left", "The card before", call="step(-1)"),
    Action("edit", "Edit", "e", "Open the card in your editor, at its line"),
    SOURCE._replace(help="The passage it comes from"),
    fixed("close", "Close", "escape,q,enter", call="dismiss"),
    *SCROLL,
    PAGE_UP,
)
OVERLAY: Actions = (
    fixed("close", "Close", "escape,q,enter", call="dismiss"),
    READ_ON,
    *SCROLL,
    PAGE_UP,
)
PLAN: Actions = (fixed("review", "Review today's part", "enter", "Just what the plan wants today"),)
PROBLEMS: Actions = (fixed("edit", "Edit again", "e", "Open the file in your editor again"),)
DIALOG: Actions = (fixed("close", "Close", "escape", call="dismiss"),)
LIST: Actions = (
    CLOSE,
    *(hidden(f"pick-{digit}", "", f"{digit}", call=f"pick({digit - 1})") for digit in range(1, 10)),
)
PICK: Actions = (
    fixed("tick", "Tick", "space,x", priority=True),
    fixed("done", "Done", "enter", priority=True),
    hidden("leave", "Done", "escape,q", call="done"),
)
FROM_ARTICLE: Actions = (
    fixed("make", "Make cards", "ctrl+s", "Read the article and make draft cards of it"),
    fixed("leave", "Home", "escape", "Back to the decks; what you pasted stays here"),
)
ARTICLE_FIELD: Actions = (
    fixed("complete", "Complete", "tab", "Complete the path"),
    fixed("open-file", "Open", "enter", "Open the file"),
)
READING: Actions = (fixed("stop", "Stop", "escape,q", "Stop; nothing has been written"),)
LIST_AGAIN = Action("list", help="The list once more", command="list")

# parts of a screen
CHOICE_LIST: Actions = (
    fixed("choose", "Choose", "enter,space", call="select"),
    hidden("down", "Down", "j", call="cursor_down"),
    hidden("up", "Up", "k", call="cursor_up"),
)
FORM: Actions = (
    hidden("up", "Up", "up,k", "Up", call="move(-1)"),
    hidden("down", "Down", "down,j", "Down", call="move(1)"),
    hidden("first", "First", "home", call="move(-999)"),
    hidden("last", "Last", "end", call="move(999)"),
    hidden("page-up", "Page up", "pageup", call="move(-8)"),
    hidden("page-down", "Page down", "pagedown", call="move(8)"),
    fixed("keep", "Keep", "enter", "Keep what you typed"),
    fixed("leave", "Leave as it was", "escape"),
    hidden("erase", "Erase", "backspace"),
    *(hidden(f"type-{digit}", "", digit, call=f"type('{digit}')") for digit in "0123456789"),
    hidden("type-point", "", "full_stop", call="type('.')"),
    fixed("before", "Before", "left,h", "The value before", call="step(-1)"),
    fixed("after", "Next", "right,l", "The next value", call="step(1)"),
    hidden("turn", "Change", "enter,space", "The next value, and round"),
    fixed("open", "Choose", "enter,space"),
)
FIELD: Actions = (fixed("submit", "Answer", "enter"),)
PREVIEW: Actions = (
    READ_ON,
    TYPE,
    fixed("ask-again", "Answer again", "enter,space,a", "Ask it anew"),
    fixed("reveal", "Show the answer", "enter,space,r"),
    fixed("next-card", "Next card", "n", "The next card, or gap", typing="ctrl+n", call="step(1)"),
    fixed("previous-card", "Previous", "p", "The card before", typing="ctrl+b", call="step(-1)"),
    Action("hint", "Hint", "h", "Show a hint", typing="f2"),
    DONT_KNOW,
    SOURCE._replace(help="The passage it comes from"),
    Action("edit", "Edit", "e", "Open the card in your editor, at its line"),
    LEAVE_FIELD,
    Action("end", "Leave", "escape,q", "Leave the preview"),
    *SCROLL,
    PAGE_UP,
)
CARD_FORM: Actions = (
    fixed("save", "Save", "ctrl+s", "Save the card"),
    fixed("save-and-again", "Another", "ctrl+n", "Save it, and write another"),
    fixed("leave-form", "Leave", "escape", "Leave; what would be lost is asked about once"),
    # at once, so that what is typed in a burst goes to the field that it is meant for
    hidden("next-field", "Next field", "tab", "The next field")._replace(priority=True),
    hidden("field-before", "Field before", "shift+tab", "The field before")._replace(priority=True),
    hidden("page-up", "Page up", "pageup", call="page(-1)"),
    hidden("page-down", "Page down", "pagedown", call="page(1)"),
)
FIELD_KEYS: Actions = (
    hidden("empty", "Empty", "ctrl+u", "Empty the field"),
    hidden("cut-rest", "Cut the rest", "ctrl+k", "Take out all that follows the cursor"),
    hidden("undo", "Undo", "ctrl+z", "Take that back"),
)
STEPPER: Actions = (
    fixed("before", "Before", "left,h", "The value before", call="step(-1)"),
    fixed("after", "Next", "right,l,space", "The next value, and round", call="step(1)"),
    fixed("open", "Choose", "enter", "All there are"),
)

BLOCK_LIST: Actions = (
    hidden("up", "Up", "up,k", "Up", call="move(-1)"),
    hidden("down", "Down", "down,j", "Down", call="move(1)"),
    hidden("page-down", "Page down", "space,pagedown", "The part below", call="page(1)"),
    hidden("page-up", "Page up", "pageup", "The part above", call="page(-1)"),
    hidden("first", "First", "home", "The first", call="move(-999999)"),
    hidden("last", "Last", "end", "The last", call="move(999999)"),
)
READ: Actions = (
    fixed("cards", "Cards", "enter", "The cards that rest on this passage"),
    fixed("answer", "Answer", "enter", "Show the answer of the card, or hide it"),
    fixed("practise", "Practise", "p", "Practise the passage; the schedule stays as it is"),
    fixed("review-passage", "Review", "r", "Review what is due of the passage; else what is new"),
    fixed("without-card", "No card", "w", "Only passages without a card; the next of them"),
    fixed("one-deck", "Deck", "d", "Only the cards of one of the decks, or of all"),
    fixed("new-card", "New card", "n", "Write a card that rests on this passage"),
    HISTORY,
    Action("edit", "Edit", "e", "Open the card in your editor, at its line"),
    UNDO._replace(help="Take the card out again that was written last"),
    fixed("back", "Text", "escape,q", "Back to the text"),
    fixed("leave", "Leave", "escape,q", "Leave; your place in the text is kept"),
)
"""Beside a text; the first of those that share a key does something."""
SOURCE_TEXT: Actions = (fixed("read", "Read on", "r", "Read the text here, beside its cards"),)

# one for each shape of a reply
ROWS: Actions = (
    hidden("up", "Up", "up,k", "Up", call="move(-1)"),
    hidden("down", "Down", "down,j", "Down", call="move(1)"),
    hidden("first", "First", "home", call="move(-99)"),
    hidden("last", "Last", "end", call="move(99)"),
    # bindings, because keys of one kind keep their order when they come in a burst
    *(
        hidden(f"pick-{digit}", "", f"{digit}", f"Number {digit}", call=f"pick({digit - 1})")
        for digit in range(1, 10)
    ),
)
ONE_OPTION: Actions = (fixed("answer", "Answer", "enter,space"),)
MANY_OPTIONS: Actions = (fixed("tick", "Tick", "space,x"), fixed("answer", "Answer", "enter"))
ORDER: Actions = (
    fixed("lift", "Lift, put down", "space"),
    hidden("move-up", "Move up", "shift+up,K", call="carry(-1)"),
    hidden("move-down", "Move down", "shift+down,J", call="carry(1)"),
    fixed("answer", "Answer", "enter"),
)
PAIRS: Actions = (
    hidden("previous-partner", "Previous partner", "left", call="turn(-1)"),
    hidden("next-partner", "Next partner", "right,space", call="turn(1)"),
    fixed("answer", "Answer", "enter"),
)

PALETTE: Actions = (
    Action("review-all", "Review everything", help="All that is due, in all decks"),
    Action("quiz-all", "Quiz on everything", help="All decks"),
    Action("past-quizzes", "Past quizzes", help="Their scores, and their results again"),
    Action("minutes", "So many minutes", help="What does most good in that time"),
    Action("more", "More today", help="Beyond the limits, or ahead of time"),
    Action("practise-all", "Practise", help="The schedule stays as it is"),
    Action("ready-all", "Ready by a day", help="A plan for all decks"),
    Action("from-article", "From an article", help="Draft cards from a text that you paste"),
    Action("read", "Read", help="The text of decks, beside their cards"),
    Action("curate", "Curate drafts", help="Read them, and keep or drop each"),
    Action("statistics", "Statistics", help="How learning goes, as pictures"),
    Action("set-aside", "Cards set aside", help="Suspended, buried, flagged, leeches"),
    Action("new-card", "New card", help="For a deck of your own, or a new one"),
    Action("organise", "Organise decks", help="Rename, group, move, hide or archive"),
)
"""What the palette has on Home: each for all decks together."""


class Place(NamedTuple):
    """Where keys work together."""

    name: str
    """As the end of a sentence: `in a review`."""
    actions: Actions

    @property
    def remappable(self) -> Actions:
        return tuple(one for one in self.actions if one.key and not one.fixed)


WHILE_TYPING = frozenset(("quit", "copy", "leave"))
"""Actions that are wanted in a field too, so that no letter can be their key."""

ALWAYS = Place("everywhere", EVERYWHERE + TEXTUALS)
_ANSWERS = (*ROWS, *ONE_OPTION, *MANY_OPTIONS, *ORDER, *PAIRS)
PLACES: tuple[Place, ...] = (
    ALWAYS,
    Place("on Home", HOME + DECK_LIST),
    Place("in a review", REVIEW + _ANSWERS),
    Place("in a quiz", QUIZ + OVERVIEW + _ANSWERS),
    Place("before a quiz", QUIZ_SETUP + FORM),
    Place("in the results of a quiz", RESULTS),
    Place("in the summary", SUMMARY),
    Place("in the statistics", STATISTICS),
    Place("while curating", CURATE + _ANSWERS),
    Place("in the list of drafts", DRAFT_LIST),
    Place("among cards set aside", SET_ASIDE),
    Place("in the settings", SETTINGS + FORM),
    Place("in the optimiser", OPTIMISER),
    Place("in the form of a card", CARD_FORM + STEPPER + FIELD_KEYS),
    Place("in a preview", PREVIEW + _ANSWERS),
    Place("on the page of a card", CARD_INFO),
    Place("while reading", READ + BLOCK_LIST),
    Place("among all cards", BROWSE + SEARCH_FIELD),
)
