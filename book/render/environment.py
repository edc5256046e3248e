"""Templates in a sandbox: the only module that knows Jinja2.

Templates may come from a project, so they run without access to Python's insides,
everything is escaped, and a name that is not there is an error. What goes in is text,
plain values, and markup that we serialised ourselves (``marked``).
"""

from collections.abc import Mapping

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment as Sandbox
from markupsafe import Markup

from book import xhtml
from book.diagnostics import BookError, Code, Severity
from book.model import Location

BROKEN = Code(
    "T110",
    Severity.ERROR,
    "the template cannot be used: {reason}",
    "Compare it with the template of the same name that comes with Florilège.",
    explanation=(
        "A template of this theme has a mistake in it: its syntax, a name that does not "
        "exist, or something that templates are not allowed to do. Nothing is bound until it "
        "is mended. Remove the file from the project's templates/ folder to use ours again."
    ),
)
MALFORMED = Code(
    "T111",
    Severity.ERROR,
    "what the template makes is not well-formed XHTML: {reason}",
    "Close every element, quote every attribute, and write & as &amp;.",
    explanation=(
        "Books are made of XHTML, which has to be well-formed down to the last bracket: an "
        "e-reader refuses the whole chapter otherwise. The line is that of the finished "
        "document, not of the template."
    ),
)


__all__ = ["Sandbox", "environment", "fill", "marked", "parsed"]

FOLDER = "templates/"


def environment(templates: Mapping[str, str]) -> Sandbox:
    """Return the sandbox in which ``templates`` run."""

    def load(name: str) -> tuple[str, str, None] | None:
        text = templates.get(name)
        return None if text is None else (text, FOLDER + name, None)

    return Sandbox(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(templates: Sandbox, name: str, values: Mapping[str, object]) -> str:
    """Return template ``name`` filled with ``values``.

    Raises ``BookError`` naming the template and the line of the mistake.
    """
    try:
        return templates.get_template(name).render(values)
    except TemplateSyntaxError as error:
        place = Location(FOLDER + (error.name or name), error.lineno)
        raise BookError(BROKEN.at(place, reason=error.message)) from None
    except RecursionError:
        raise BookError(
            BROKEN.at(Location(FOLDER + name), reason="it includes itself")
        ) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise BookError(BROKEN.at(_place(error, name), reason=error)) from None


def parsed(name: str, markup: str) -> xhtml.Element:
    """Return the tree of a document that template ``name`` made, or raise ``BookError``."""
    try:
        return xhtml.document(markup)
    except ValueError as error:
        raise BookError(MALFORMED.at(Location(FOLDER + name), reason=error)) from None


def marked(body: xhtml.Element) -> Markup:
    """Return the inside of ``body`` as markup that templates do not escape again."""
    return Markup(xhtml.inner(body))  # noqa: S704  our own serialised tree


def _place(error: BaseException, name: str) -> Location:
    """Return the template and the line where ``error`` was raised.

    Jinja2 rewrites tracebacks so that their frames stand in the templates; the last of
    them is the place.
    """
    place = Location(FOLDER + name)
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith(FOLDER):
            place = Location(step.tb_frame.f_code.co_filename, step.tb_lineno)
        step = step.tb_next
    return place
