"""Who is at work, for which foundation."""


def second_factor(get_response):
    return get_response


def acting_foundation(get_response):
    return get_response
