"""The actions of the questionnaire page, for its buttons and the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QIcon

from ui import icons
from ui.language import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class DesignCommand:
    """``run`` and ``possible`` name what is called: of the page, or of the desk by a path."""

    key: str
    source: str
    run: str
    place: str = "palette"
    possible: str = "has_form"
    only_reads: bool = False
    icon: Callable[[], QIcon] | None = None


FILE_COMMANDS = (
    DesignCommand(
        "new", QT_TRANSLATE_NOOP("Commands", "New questionnaire…"), "make_new", "row", "has_desk",
        icon=icons.add,
    ),
    DesignCommand(
        "import", QT_TRANSLATE_NOOP("Commands", "Import a workbook…"), "ask_import", "row",
        "has_desk", icon=icons.bring_in,
    ),
    DesignCommand(
        "paper", QT_TRANSLATE_NOOP("Commands", "Save on paper…"), "exits.ask_paper", "row",
        only_reads=True, icon=icons.document,
    ),
    DesignCommand(
        "print", QT_TRANSLATE_NOOP("Commands", "Print the paper form…"), "exits.print_paper",
        "more", only_reads=True, icon=icons.document,
    ),
    DesignCommand(
        "export", QT_TRANSLATE_NOOP("Commands", "Save the workbook…"), "exits.export", "more",
        only_reads=True, icon=icons.send_out,
    ),
    DesignCommand(
        "xform", QT_TRANSLATE_NOOP("Commands", "Save as XForm…"), "exits.export_xform", "more",
        only_reads=True,
    ),
    DesignCommand(
        "specials", QT_TRANSLATE_NOOP("Commands", "Codes of refusal and don't know…"),
        "exits.show_specials", "more", only_reads=True,
    ),
    DesignCommand(
        "strict", QT_TRANSLATE_NOOP("Commands", "Check as Kobo and ODK do"), "exits.judge", "more",
        only_reads=True,
    ),
    DesignCommand(
        "header", QT_TRANSLATE_NOOP("Commands", "Fill in the statutory header…"), "ask_header",
        "more", "has_desk",
    ),
    DesignCommand(
        "forget", QT_TRANSLATE_NOOP("Commands", "Go back to the last version"), "forget", "more",
        "has_changes",
    ),
    DesignCommand(
        "publish", QT_TRANSLATE_NOOP("Commands", "Publish this version"), "publish", "primary",
        "can_publish", icon=icons.success,
    ),
)  # fmt: skip
DESK_COMMANDS = (
    DesignCommand(
        "search", QT_TRANSLATE_NOOP("Commands", "Find in the questionnaire"), "search",
        only_reads=True, icon=icons.search,
    ),
    DesignCommand(
        "replace", QT_TRANSLATE_NOOP("Commands", "Find and replace in the questionnaire"),
        "find_and_replace",
    ),
    DesignCommand("undo", QT_TRANSLATE_NOOP("Commands", "Undo in the questionnaire"), "undo"),
    DesignCommand("redo", QT_TRANSLATE_NOOP("Commands", "Redo in the questionnaire"), "redo"),
    DesignCommand(
        "preview", QT_TRANSLATE_NOOP("Commands", "Preview from the selected question"),
        "preview_from_here", only_reads=True,
    ),
    DesignCommand(
        "add-question", QT_TRANSLATE_NOOP("Commands", "Add a question"), "structure.add_like",
        icon=icons.add,
    ),
    DesignCommand(
        "add-group", QT_TRANSLATE_NOOP("Commands", "Add a group"), "structure.add_group"
    ),
    DesignCommand("add-grid", QT_TRANSLATE_NOOP("Commands", "Add a grid"), "structure.add_grid"),
    DesignCommand(
        "duplicate", QT_TRANSLATE_NOOP("Commands", "Duplicate the selected questions"),
        "structure.duplicate",
    ),
    DesignCommand(
        "delete", QT_TRANSLATE_NOOP("Commands", "Delete the selected questions"),
        "structure.delete",
    ),
    DesignCommand(
        "group", QT_TRANSLATE_NOOP("Commands", "Put the selected questions into a group"),
        "structure.group",
    ),
    DesignCommand(
        "ungroup", QT_TRANSLATE_NOOP("Commands", "Dissolve the selected group"),
        "structure.ungroup",
    ),
    DesignCommand(
        "language", QT_TRANSLATE_NOOP("Commands", "Add a language to the questionnaire"),
        "languages.add",
    ),
    DesignCommand(
        "mend", QT_TRANSLATE_NOOP("Commands", "Mend all problems that can be mended"),
        "problems.repair_all",
    ),
)  # fmt: skip
