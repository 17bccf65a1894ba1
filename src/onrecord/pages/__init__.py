"""The one door to files and to the network: addresses go in, pages come out.

>>> from onrecord.pages import capture, capture_sent
>>> [refused.refusal.code for refused in capture(["no/such/page.html"], fetched_at=None)]
['missing']
"""

from onrecord.pages.capture import capture, capture_sent
from onrecord.pages.network import Network
from onrecord.pages.options import CaptureOptions, InputFormat, Validator, Validators

__all__ = ["CaptureOptions", "InputFormat", "Network", "Validator", "Validators", "capture", "capture_sent"]
