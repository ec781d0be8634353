"""A hundred logs are drawn for each law; `python -m pytest --hypothesis-profile=few` draws eight, for a quick look."""

from hypothesis import settings

settings.register_profile("few", max_examples=8)
