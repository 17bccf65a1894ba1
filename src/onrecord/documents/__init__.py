"""Pages to documents: the main text in typed blocks, tied to the page, with what the page says of itself."""

from onrecord.documents.live_blogs import entries_of
from onrecord.documents.read import read_page

__all__ = ["entries_of", "read_page"]
