"""frozen, which makes a value of a class: attrs does, but for ==, hash() and repr().

attrs writes these three anew for each class and compiles them, which is half of what making a class costs; here one
function does for all, and attrgetter is as quick.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:
    from functools import partial
    from operator import attrgetter

    import attrs

    def frozen(cls=None, *, eq=True, **options):
        """As attrs.frozen."""
        if cls is None:
            return partial(frozen, eq=eq, **options)
        own = vars(cls)
        made = attrs.frozen(cls, eq=False, repr=False, **options)
        if "__repr__" not in own:
            made.__repr__ = _repr
        if eq:
            values = attrgetter("__class__", *[field.name for field in attrs.fields(made) if field.eq])
            if "__eq__" not in own:
                made.__eq__ = _eq(values)
            if "__hash__" not in own:
                made.__hash__ = _hash(values)
        return made

    def _repr(self):
        values = [f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr]
        return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(values)})"

    def _eq(values):
        return lambda self, other: (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def _hash(values):
        return lambda self: hash(values(self))
