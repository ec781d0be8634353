"""frozen, which makes a value of a class: attrs does, but for ==, hash() and repr() where nothing is said of them.

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

    _METHODS = {"__eq__", "__ne__", "__hash__", "__repr__"}
    _OPTIONS = {"eq", "init", "kw_only", "order", "slots", "weakref_slot"}

    def frozen(cls=None, **options):
        """As attrs.frozen."""
        if cls is None:
            return partial(frozen, **options)
        eq = options.get("eq", True)
        made = attrs.frozen(cls, **{**options, "eq": False, "repr": False}) if _is_usual(cls, eq, options) else None
        if made is None or not all(map(_is_usual_field, attrs.fields(made))):
            return attrs.frozen(cls, **options)
        made.__repr__ = _repr
        if eq:
            values = attrgetter("__class__", *[field.name for field in attrs.fields(made) if field.eq])
            made.__eq__ = _eq(values)
            made.__hash__ = _hash(values)
        return made

    def _is_usual(cls, eq, options):
        return (
            type(eq) is bool and options.keys() <= _OPTIONS and not options.get("order") and not _METHODS & {*vars(cls)}
        )

    def _is_usual_field(field):
        return field.hash is None and field.eq_key is None and isinstance(field.repr, bool)

    def _repr(self):
        values = [f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr]
        return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(values)})"

    def _eq(values):
        return lambda self, other: (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def _hash(values):
        return lambda self: hash(values(self))
