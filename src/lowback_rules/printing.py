"""What a file holds, made fit for a terminal: signs that move the cursor or turn the writing round are spelled out."""

import json
import re
from unicodedata import category

# Control signs, surrogates, line and paragraph separators, and format signs (bidi overrides, zero width, tags); but
# not the two joiners, which emoji and several scripts are written with.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
_NOT_PLAIN = re.compile(r"[^ -~\n]")


def shown(text: str, *, as_json: bool = False) -> str:
    """The text with unprintable signs spelled out (ESC as 1b in hex); line breaks stay. Of JSON it is the same JSON."""

    def spelled(found: re.Match[str]) -> str:
        sign = found[0]
        if category(sign) not in _HIDDEN or sign in _JOINERS:
            return sign
        return json.dumps(sign)[1:-1] if as_json else sign.encode("unicode_escape").decode()

    return _NOT_PLAIN.sub(spelled, text)
