"""Names in the code and names in the API: snake_case here, camelCase there."""

import re


def camel(name: str) -> str:
    """The name as the API writes it.

    >>> camel("raw_ends_on")
    'rawEndsOn'
    """
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


def camelised(value):
    """The same value with every key as the API writes it.

    >>> camelised({"ends_on": 1, "steps": [{"raw_on": 2}]})
    {'endsOn': 1, 'steps': [{'rawOn': 2}]}
    """
    if isinstance(value, dict):
        return {camel(key) if isinstance(key, str) else key: camelised(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [camelised(one) for one in value]
    return value
