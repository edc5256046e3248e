"""Properties that no style sheet sets, looked up quickly.

A style of WeasyPrint works out a property when it is first asked for. Of a hundred that a
layout asks for, a style sheet sets ten; the rest are inherited or initial, and WeasyPrint 70
goes the whole way for each of them. Those that need no computing take a short way here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

Style = Any  # a style of weasyprint.css: a dictionary that works out what is asked for

# These depend on each other, or on what their parent is.
APART = frozenset({"page", "position", "float", "display"})
DECORATION = "text_decoration_"

_computed = ComputedStyle.__missing__
_begin, _anonymous = AnonymousStyle.__init__, AnonymousStyle.__missing__


@dataclass(frozen=True, slots=True)
class Unset:
    """What a property is where nobody sets it, nor one of the ``others`` that mean the same."""

    inherited: bool
    initial: Any
    others: frozenset[str]


def _unset() -> Mapping[str, Unset]:
    """Return what may take the short way, by name."""
    found = {}
    for name, initial in INITIAL_VALUES.items():
        ready = name in INHERITED or name not in INITIAL_NOT_COMPUTED
        if ready and name not in APART and not name.startswith(DECORATION):
            logical = PHYSICAL_FUNCTIONS.get(name)
            others = (
                {logical(block="ttb", inline=side) for side in ("ltr", "rtl")}
                if logical
                else ()
            )
            found[name] = Unset(name in INHERITED, initial, frozenset(others))
    return found


UNSET = _unset()
# Initial values that an anonymous box was asked for: given to the next ones at once.
_asked: dict[str, Any] = {}


def install() -> None:
    """Put the functions of this module in the places of WeasyPrint's own."""
    ComputedStyle.__missing__ = computed
    AnonymousStyle.__init__ = begin
    AnonymousStyle.__missing__ = anonymous


def computed(self: Style, key: str) -> Any:
    """Return the property ``key``, as ``ComputedStyle.__missing__``."""
    unset = UNSET.get(key)
    cascaded, parent = self.cascaded, self.parent_style
    if (
        unset is None
        or parent is None
        or key in cascaded
        or not unset.others.isdisjoint(cascaded)
    ):
        return _computed(self, key)
    value = self[key] = parent[key] if unset.inherited else unset.initial
    return value


def begin(self: Style, parent_style: Style) -> None:
    """Begin an anonymous style, as ``AnonymousStyle.__init__``."""
    self.update(_asked)
    _begin(self, parent_style)


def anonymous(self: Style, key: str) -> Any:
    """Return the property ``key``, as ``AnonymousStyle.__missing__``."""
    value = _anonymous(self, key)
    unset = UNSET.get(key)
    if unset is not None and not unset.inherited:
        _asked[key] = unset.initial
    return value
