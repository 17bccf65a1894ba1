"""Statements: who said what, read by a tagger, syntax and quotation marks. The room's one door is `find_statements`."""

from onrecord.statements.find import find_statements

__all__ = ["find_statements"]
