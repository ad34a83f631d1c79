"""The screen: the only part that knows of Textual.

What a key opens is loaded when the key is first pressed: loading it all takes a third of the time to the first frame.
"""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_OPENED = (
    *("article.editing", "article.noting", "article.picturing", "article.teaching", "command_line.commanding"),
    *("lists.saving", "opening.choosing", "opening.exporting", "opening.helping", "opening.jumping", "opening.palette"),
    *("opening.touring", "sources.rail", "sources.sourcing", "sources.subscribing"),
)
"""The modules that actions call into, each as `module.function(screen)`."""


def _put_off(name: str) -> None:
    """Let a module be there under its name, and be loaded when something of it is first asked for."""
    spec = find_spec(f"{__name__}.{name}")
    if spec is None or spec.loader is None or spec.name in sys.modules:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    setattr(sys.modules[spec.parent or __name__], name.rpartition(".")[2], module)


for _name in _OPENED:
    _put_off(_name)
