"""Two faults of WeasyPrint 70 that setting a book section by section does not have.

Each test fails when a later version mends the fault: then ARCHITECTURE.md may lose a
sentence, and ``whole`` may be trusted further.
"""

import pypdfium2
import weasyprint

PAGE = """<style>
@page { size: 200px 125px; margin: 10px; @footnote { margin-top: 0; } }
body { margin: 0; font: 12px/20px serif; orphans: 2; widows: 2; }
p { margin: 0; } .fn { float: footnote; } .fresh { break-before: page; }
a::after { content: target-counter(attr(href), page); }
</style>"""
NOTED = (
    "<p>un</p><p>deux</p><p>trois</p><p>quatre<span class=fn>LA NOTE</span><br>cinq<br>"
    "six {}<br>sept</p><p class=fresh>huit</p><p class=fresh id=t>fin</p>"
)


def texts(html: str) -> list[str]:
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=PAGE + html).write_pdf())
    try:
        pages = [(page, page.get_textpage()) for page in document]
        found = [text.get_text_bounded() for _, text in pages]
        for page, text in pages:
            text.close()
            page.close()
        return found
    finally:
        document.close()


def test_a_note_is_lost_where_only_the_page_it_was_moved_to_is_laid_out_again() -> None:
    # layout.page.make_all_pages keeps the notes that a page hands on only while it lays
    # that page out itself.
    plain, referring = NOTED.format(""), NOTED.format('<a href="#t">voir </a>')

    assert "LA NOTE" in "".join(texts(plain))
    assert "LA NOTE" not in "".join(texts(referring))


def test_what_refers_to_a_target_by_attr_is_not_told_when_it_moves() -> None:
    # formatting_structure.build notes the name of a target before attr() is resolved, so
    # that nobody is found who refers to it.
    html = weasyprint.HTML(string=f'{PAGE}<p><a href="#t">x</a></p><p id=t>y</p>')
    context = weasyprint.document.Document._build_layout_context(
        html,
        weasyprint.text.fonts.FontConfiguration(),
        weasyprint.css.counters.CounterStyle(),
        {},
        dict(weasyprint.DEFAULT_OPTIONS),
    )
    weasyprint.document.build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        context.counter_style,
        context.footnotes,
    )

    (lookup,) = context.target_collector.counter_lookup_items.values()
    assert lookup.missing_target_counters == {None: ["page"]}
