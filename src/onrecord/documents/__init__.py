"""Pages to documents: the main text in typed blocks, tied to the page, with what the page says of itself."""

from onrecord.documents.read import read_page

__all__ = ["read_page"]
