"""frozen of this package is attrs' frozen, told by what can be seen of a value."""

import attrs
import pytest
from attrs import field

from lowback_rules.values import frozen


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ({}, {}),
        ({"eq": False}, {}),
        ({"order": True}, {}),
        ({"repr": False}, {}),
        ({"cache_hash": True}, {}),
        ({"weakref_slot": False}, {}),
        ({}, {"eq": False}),
        ({}, {"repr": False}),
        ({}, {"eq": str.lower}),
        ({}, {"hash": False}),
        ({}, {"repr": lambda value: "***"}),
    ],
)
def test_a_value_is_what_attrs_makes_of_it(options: dict[str, object], fields: dict[str, object]) -> None:
    def made(by: object) -> list[type]:
        class Value:
            name: str = field(default="A", **fields)  # type: ignore[call-overload]  # of any kind
            number: int = 1

        class Named:
            name: str = field(default="A", **fields)  # type: ignore[call-overload]  # of any kind
            number: int = 1

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Named) and self.number == other.number

        return [by(Value, **options), *([] if options else [by(Named)])]  # type: ignore[operator]  # frozen, or attrs'

    for ours, theirs in zip(made(frozen), made(attrs.frozen), strict=True):
        pairs = [(("A", 1), ("A", 1)), (("A", 1), ("a", 1)), (("A", 1), ("A", 2)), (("A", 1), ("B", 1))]
        for one, other in pairs:
            assert (ours(*one) == ours(*other)) is (theirs(*one) == theirs(*other))
            assert (ours(*one) != ours(*other)) is (theirs(*one) != theirs(*other))
        assert (ours.__hash__ is None) is (theirs.__hash__ is None)
        if ours.__hash__ is not None and "__eq__" in vars(theirs) and options != {"eq": False}:
            assert (hash(ours("A")) == hash(ours("A"))) is (hash(theirs("A")) == hash(theirs("A")))
        shown = [repr(value()).replace(" object at ", "").partition("0x")[0] for value in (ours, theirs)]
        assert shown[0] == shown[1]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            ours().number = 2
        assert attrs.evolve(ours(), number=3).number == 3
