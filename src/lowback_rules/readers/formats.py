"""The formats, in the order in which a file is tried: the special before the general."""

from .fit import FIT
from .fitbod import FITBOD
from .fitnotes import FITNOTES
from .fitnotes_workouts import FITNOTES_WORKOUTS
from .format import Format
from .garmin_sets import GARMIN_SETS
from .gymbook import GYMBOOK
from .hevy import HEVY
from .hevy_api import HEVY_API
from .hevy_internal import HEVY_INTERNAL
from .jefit import JEFIT
from .liftosaur import LIFTOSAUR
from .openweight import OPENWEIGHT
from .openweight_plan import OPENWEIGHT_PLAN
from .plain import PLAIN
from .strong import STRONG
from .wger import WGER

FORMATS: tuple[Format, ...] = (
    FIT,
    HEVY_INTERNAL,
    HEVY_API,
    WGER,
    JEFIT,
    OPENWEIGHT_PLAN,
    OPENWEIGHT,
    HEVY,
    STRONG,
    FITNOTES,
    FITNOTES_WORKOUTS,
    FITBOD,
    GYMBOOK,
    LIFTOSAUR,
    GARMIN_SETS,
    PLAIN,
)
