"""The one cattrs converter of the package, to which codec.py and readers add hooks. Importing this loads cattrs."""

import cattrs

CONVERTER = cattrs.Converter(forbid_extra_keys=False)
