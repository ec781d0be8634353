"""The formats, in the order in which a file is tried: the special before the general."""

from .format import Format
from .hevy import HEVY
from .hevy_api import HEVY_API
from .hevy_internal import HEVY_INTERNAL
from .jefit import JEFIT
from .openweight import OPENWEIGHT
from .openweight_plan import OPENWEIGHT_PLAN
from .plain import PLAIN
from .strong import STRONG
from .wger import WGER

FORMATS: tuple[Format, ...] = (HEVY_INTERNAL, HEVY_API, WGER, JEFIT, OPENWEIGHT_PLAN, OPENWEIGHT, HEVY, STRONG, PLAIN)
