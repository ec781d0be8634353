"""An extension of griffe: a module is public if it has `__all__`, and all others are free to change."""

from collections.abc import Iterator

import griffe


class PublicModules(griffe.Extension):
    """Takes the modules without `__all__` out of what `griffe check` compares; what public ones re-export stays in."""

    def on_package(self, *, pkg: griffe.Module, **_: object) -> None:
        for module in _modules(pkg):
            if module.exports is None:
                module.public = False


def _modules(module: griffe.Module) -> Iterator[griffe.Module]:
    yield module
    for inner in module.modules.values():
        yield from _modules(inner)
