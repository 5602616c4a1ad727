"""Translatable text: everything that code shows to a person goes through `_`, `N_` or `ngettext`.

`_("…")` translates at once. `N_("…")` only marks a text for the catalogue, for texts that are declared at
import time and translated with `_` when they are shown. Catalogues are `locale/LANG/LC_MESSAGES/gradatim.mo`.
"""

import gettext as _gettext
import os
from pathlib import Path

DOMAIN = "gradatim"
LANGUAGE_VARIABLE = "GRADATIM_LANGUAGE"

_catalogue = _gettext.NullTranslations()


def locale_folder() -> Path:
    """The folder of the catalogues: inside the installed package, or `locale/` of the checkout."""
    here = Path(__file__).parent
    installed = here / "locale"
    return installed if installed.is_dir() else here.parents[1] / "locale"


def use_language(language: str, folder: str | Path | None = None) -> None:
    """Show texts in `language` ("en", "ru", …); a text without a translation stays English."""
    global _catalogue
    _catalogue = _gettext.translation(DOMAIN, folder or locale_folder(), [language], fallback=True)


def N_(text: str) -> str:
    """Mark `text` for the catalogue and return it unchanged."""
    return text


def _(text: str) -> str:
    """Return `text` in the language in use."""
    return _catalogue.gettext(text) if text else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the text that fits `count` in the language in use."""
    return _catalogue.ngettext(singular, plural, count)


use_language(os.environ.get(LANGUAGE_VARIABLE, "en"))
