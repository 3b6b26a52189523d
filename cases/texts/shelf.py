"""The wording we ship, read once from the YAML files beside this one."""

from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("nl", "en")


@cache
def shelf(name: str) -> dict:
    """One file of wording, such as `shelf("stages")`; what a file holds is said at its top."""
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
