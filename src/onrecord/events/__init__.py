"""What happened, in PLOVER's terms.

In:      Document, Parse, Statements, Cast, times
Out:     Events; VerbCoder codes the deed in any words
"""

from onrecord.events.coding import code_events
from onrecord.events.deeds import VerbCoder

__all__ = ["VerbCoder", "code_events"]
