"""python -m lowback_rules."""

from .cli import main

raise SystemExit(main())
