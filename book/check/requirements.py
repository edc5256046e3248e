"""What can be said of a PDF that is to be printed."""

from book.diagnostics import Code, Severity

COUNT = Code(
    "V361",
    Severity.WARNING,
    "the book has {is_} pages; {printer} binds {asked}",
    hint="choose another printer or trim; what it asks for stands in {source}",
    explanation="A printer can bind books of some thicknesses only, by the machine and by the "
    "paper. With a smaller or a larger trim the same text makes more or fewer pages.",
)
TRIM_SIZE = Code(
    "V362",
    Severity.ERROR,
    "the trim is {size} mm; the {which} that {printer} takes is {limit} mm",
    hint="change [print] trim; see {source}",
    explanation="A printer cuts books within certain sizes. A page outside of them is refused, "
    "or scaled, which spoils type sizes and margins.",
)
SHEET = Code(
    "V363",
    Severity.ERROR,
    "the sheet is larger than the page and its bleed, as if for marks (pages {pages}); "
    "{printer} wants no marks",
    hint='write marks = "no" under [print]; see {source}',
    explanation="Crop marks show an offset printer where to cut. Printers on demand place "
    "pages by the size of the sheet, so room for marks makes every page too large for them.",
)
BOXES = Code(
    "V364",
    Severity.ERROR,
    "a TrimBox is missing (pages {pages})",
    hint="make the file as a press PDF: --pdf press; see {source}",
    explanation="The TrimBox says where a page is cut, when its sheet is larger. A press that "
    "imposes several pages on a sheet places them by it.",
)
MARGIN = Code(
    "V365",
    Severity.ERROR,
    "text comes within {is_} mm of the {side} (pages {pages}); {printer} asks for {least} mm",
    hint="name the printer, so that margins follow: [print] printer; see {source}",
    explanation="The thicker a book, the more of the inner margin disappears in its spine, "
    "and a cut may be off by a millimetre or two. Printers give the margins that they can "
    "keep, and refuse files whose text goes beyond.",
)
SPACES = Code(
    "V336",
    Severity.ERROR,
    "colours are {space} (pages {pages}); {printer} takes {taken}",
    hint="make the file as a press PDF: --pdf press; see {source}",
    explanation="RGB says how much light a screen gives, and a press has to guess which inks "
    "that means: black text then comes out in four inks, with coloured edges. A book in black "
    "is grey throughout.",
)
SPOTS = Code(
    "V337",
    Severity.WARNING,
    "inks of their own are asked for: {inks}",
    hint="use colours of the four inks instead, or talk to {printer}; see {source}",
    explanation="A spot colour is printed from a plate of its own, with an ink that is mixed "
    "for it. That is dear, and printers on demand do not do it.",
)
TEXT = Code(
    "V338",
    Severity.WARNING,
    "text is printed with all four inks (pages {pages})",
    hint="set text in black alone; see {source}",
    explanation="Four plates never meet exactly. Small black letters that stand on all of them "
    "have coloured edges, so text belongs on the black plate alone.",
)
HEAVY = Code(
    "V339",
    Severity.ERROR,
    "up to {ink} % of ink lie on one place (pages {pages}); {printer} takes {most} %",
    hint="convert with the profile of the paper: [print] icc; see {source}",
    explanation="The inks of four plates lie upon each other. Beyond a certain sum the paper "
    "does not dry: sheets stick together and ink comes off on the next page.",
)
COARSE = Code(
    "V340",
    Severity.WARNING,
    "{count} picture(s) have fewer than {least} pixels an inch, down to {is_} (pages {pages})",
    hint="use larger pictures, or show these smaller; see {source}",
    explanation="A picture from the web is made for a screen. In print its pixels are seen "
    "from about two hundred an inch downwards. Larger originals help; making the file larger "
    "does not.",
)
THIN = Code(
    "V341",
    Severity.WARNING,
    "lines are thinner than {least} points (pages {pages})",
    hint="make rules and borders wider in your print.css; see {source}",
    explanation="A line thinner than a quarter of a point breaks up on the plate, or vanishes. "
    "On a screen it is drawn one pixel wide, so nobody sees it there.",
)
TRANSPARENT = Code(
    "V342",
    Severity.WARNING,
    "there is transparency (pages {pages}): {what}; {printer} wants none",
    hint="leave out opacity and blending in styles and SVG files; see {source}",
    explanation="Older presses cannot blend what is transparent, and convert it in ways of "
    "their own: text becomes a picture, or a box appears around it. A press PDF of ours has "
    "plain transparent colours and pictures laid on white; groups that are transparent as a "
    "whole stay.",
)
ANNOTATED = Code(
    "V343",
    Severity.ERROR,
    "there are links or comments (pages {pages}); {printer} wants none",
    hint="make the file as a press PDF: --pdf press; see {source}",
    explanation="Links cannot be followed on paper, and comments may be printed by mistake. So "
    "printers refuse files that hold them.",
)
OUTLINED = Code(
    "V344",
    Severity.WARNING,
    "there is an outline; {printer} wants none",
    hint="make the file as a press PDF: --pdf press; see {source}",
    explanation="The outline is the list of chapters beside the pages on a screen. A printer "
    "has no use for it, and some refuse a file that has one.",
)
INTENT = Code(
    "V345",
    Severity.ERROR,
    "the file does not say for which printing condition it is made",
    hint="make the file as a press PDF: --pdf press; see {source}",
    explanation="An output intent names the paper and the process that the amounts of ink are "
    "meant for. Without it a press takes its own, and colours shift.",
)
LARGE = Code(
    "V346",
    Severity.ERROR,
    "the file has {is_} MB; {printer} takes {most} MB",
    hint="make pictures smaller: more than 300 pixels an inch are not seen; see {source}",
    explanation="A printer on demand takes files up to a certain size. Pictures make nearly "
    "all of it, and those straight from a camera are far larger than print needs.",
)
