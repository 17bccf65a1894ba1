"""What was called otherwise in version 0.1: who imports the old name is told the new one, for one version.

In:      the dotted name of a module, or of a class in `onrecord.terms`
Out:     nothing; an ImportError that names what it is called now
Source:  CHANGELOG.md, "Changed"
Shown:   tests/terms/test_renamed.py
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import MappingProxyType, ModuleType

MODULES: Mapping[str, str] = MappingProxyType(
    {
        "onrecord.commitments.signs": "onrecord.commitments.features",
        "onrecord.commitments.judging": "onrecord.commitments.scoring",
        "onrecord.commitments.party_signs": "onrecord.commitments.party_scoring",
        "onrecord.commitments.voices": "onrecord.commitments.speaker_context",
        "onrecord.commitments.carried": "onrecord.commitments.discourse",
        "onrecord.commitments.ellipsis": "onrecord.commitments.discourse",
        "onrecord.commitments.antecedents": "onrecord.commitments.discourse",
        "onrecord.commitments.kinds": "onrecord.commitments.speech_acts",
        "onrecord.commitments.control": "onrecord.commitments.volition",
        "onrecord.events.asking": "onrecord.events.model_queries",
        "onrecord.events.marked": "onrecord.events.pairs",
        "onrecord.events.deciding": "onrecord.events.type_choice",
        "onrecord.statements.habits": "onrecord.statements.boundaries",
        "onrecord.statements.learned": "onrecord.statements.tagger_join",
        "onrecord.statements.stretches": "onrecord.statements.segments",
        "onrecord.statements.attempts": "onrecord.statements.candidates",
        "onrecord.statements.contexts": "onrecord.statements.cue_features",
        "onrecord.documents.clutter": "onrecord.documents.boilerplate",
        "onrecord.documents.framing": "onrecord.documents.page_frame",
        "onrecord.documents.folding": "onrecord.documents.composing",
        "onrecord.documents.placing": "onrecord.documents.alignment",
        "onrecord.documents.origin": "onrecord.documents.metadata",
        "onrecord.documents.language": "onrecord.documents.english_check",
        "onrecord.documents.copies": "onrecord.documents.copy_signature",
        "onrecord.terms.copies": "onrecord.terms.copy_signature",
        "onrecord.actors.sources": "onrecord.actors.source_phrases",
        "onrecord.actors.scenes": "onrecord.actors.page_names",
        "onrecord.actors.wording": "onrecord.actors.plain_text",
        "onrecord.actors.resolving": "onrecord.actors.resolution",
        "onrecord.actors.holders": "onrecord.actors.officeholders",
        "onrecord.times.meanings": "onrecord.times.normalising",
        "onrecord.times.readings": "onrecord.times.rule_values",
        "onrecord.ledger.index.standing": "onrecord.ledger.index.last_status",
        "onrecord.ledger.views.noticed": "onrecord.ledger.views.logs",
        "onrecord.questions.noticed": "onrecord.questions.notices_in_full",
        "onrecord.questions.possible_notices": "onrecord.questions.possible_encounters",
        "onrecord.terms.deeds": "onrecord.terms.actions",
        "onrecord.events.deeds": "onrecord.events.actions",
        "onrecord.events.deed_tables": "onrecord.events.action_tables",
        "onrecord.language.deed_nouns": "onrecord.language.action_nouns",
        "onrecord.language.same_deed": "onrecord.language.same_action",
        "onrecord.faces.cli.copying": "onrecord.faces.cli.copies",
        "onrecord.faces.cli.moving": "onrecord.faces.cli.copy",
        "onrecord.faces.cli.exporting": "onrecord.faces.cli.export",
        "onrecord.faces.cli.importing": "onrecord.faces.cli.import_command",
        "onrecord.faces.cli.look": "onrecord.faces.cli.show",
        "onrecord.faces.cli.telling": "onrecord.faces.cli.timeline",
    }
)

NAMES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("onrecord.terms.log_events", "Kind"): "LogKind",
        ("onrecord.terms.log_events", "Line"): "LogLine",
        ("onrecord.terms.sheets", "Listed"): "ListedRow",
        ("onrecord.terms.protocols", "NormJudge"): "NormScorer",
        ("onrecord.terms.protocols", "PartyJudge"): "PartyScorer",
        ("onrecord.terms.protocols", "DeedCoder"): "ActionCoder",
        ("onrecord.terms.protocols", "DeedTyper"): "ActionTyper",
        ("onrecord.terms.red_lines", "Note"): "RowNote",
        ("onrecord.terms.red_lines", "Party"): "NamedParty",
        ("onrecord.terms.red_lines", "Slot"): "SheetSlot",
        ("onrecord.terms.judgements", "Verdict"): "JudgementKind",
    }
)


class RenamedModules(MetaPathFinder):
    """Asked last, of modules that nobody found."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """None of a name that was never ours; ModuleNotFoundError of one that is another now."""
        if fullname in MODULES:
            raise ModuleNotFoundError(f"{fullname} is {MODULES[fullname]} now", name=fullname)
        return None


def say_new_names() -> None:
    """From now on an import of an old module says the new one."""
    if not any(isinstance(finder, RenamedModules) for finder in sys.meta_path):
        sys.meta_path.append(RenamedModules())


def names_of(module: str) -> Callable[[str], object]:
    """The `__getattr__` of a module in which classes were renamed: AttributeError and ImportError say the new name."""

    def missing(name: str) -> object:
        if (module, name) in NAMES:
            raise ImportError(f"{module}.{name} is {NAMES[module, name]} now", name=name)
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return missing
