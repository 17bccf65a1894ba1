"""What happened, in PLOVER's terms.

In:      Document, Parse, Statements, Cast, times
Out:     Events; VerbCoder codes the deed in any words, code_pair what one marked actor does to another
"""

from onrecord.events.coding import code_events
from onrecord.events.deeds import VerbCoder
from onrecord.events.pairs import code_pair

__all__ = ["VerbCoder", "code_events", "code_pair"]
