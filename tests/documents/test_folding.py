"""A composed text and its map agree, whatever the source."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.composing import Composer
from onrecord.terms.documents import BlockRole


@given(st.lists(st.text(alphabet="ab \n\t\xa0’é", max_size=20), max_size=6))
def test_every_run_stands_letter_for_letter(paragraphs: list[str]) -> None:
    source = "".join(paragraphs)
    composer = Composer(source)
    start = 0
    for paragraph in paragraphs:
        composer.add(BlockRole.BODY, [(start, start + len(paragraph))])
        start += len(paragraph)
    for run in composer.source_map.runs:
        assert composer.text[run.start : run.end] == source[run.source_start : run.source_start + run.end - run.start]
    assert composer.text.split() == [word for paragraph in paragraphs for word in paragraph.split()]
    assert all(block.span.of(composer.text).strip() for block in composer.blocks)
