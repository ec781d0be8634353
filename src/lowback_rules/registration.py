"""What hypothesis calls when it is imported, so that st.from_type(Session) and the like draw valid values.

It is an entry point of the package; the strategies themselves are loaded when the first value is drawn.
"""

from typing import Any


def register() -> None:
    """Tell hypothesis how to make every class of the model, and whole histories."""
    from hypothesis import strategies as st

    from .history import History
    from .load import Load
    from .model import DayLog, Lifter, Pain, Session, SetLog, Symptoms

    def made_by(name: str) -> Any:
        def strategy(_: type) -> st.SearchStrategy[Any]:
            from .testing import strategies

            found: st.SearchStrategy[Any] = getattr(strategies, name)()
            return found

        return strategy

    st.register_type_strategy(DayLog, made_by("check_ins"))
    st.register_type_strategy(History, made_by("histories"))
    st.register_type_strategy(Lifter, made_by("lifters"))
    st.register_type_strategy(Load, made_by("loads"))
    st.register_type_strategy(Pain, made_by("pains"))
    st.register_type_strategy(Session, made_by("sessions"))
    st.register_type_strategy(SetLog, made_by("sets"))
    st.register_type_strategy(Symptoms, made_by("symptoms"))
