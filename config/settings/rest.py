"""What every API endpoint shares."""

from config import env

API_VERSION = "1.0.0"
API_LIMITS = {"burst": (600, 60), "daily": (50_000, 86_400)}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["cases.rest.bodies.CamelCaseRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cases.rest.bodies.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "cases.rest.schema.EndpointSchema",
    "DEFAULT_THROTTLE_CLASSES": ["cases.rest.limits.RateLimit"],
    "EXCEPTION_HANDLER": "cases.rest.problems.problem_response",
    "NON_FIELD_ERRORS_KEY": "",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": env.PROXY_COUNT,
    "COERCE_DECIMAL_TO_STRING": False,
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Achterban API",
    "DESCRIPTION": "Collectieve acties: zaken, gebeurtenissen, termijnen, uitspraken en nieuws. Wat openbaar is, "
    "leest iedereen zonder sleutel.",
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.1.0",
    "CONTACT": env.API_CONTACT,
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SERVERS": [{"url": "/api/v1", "description": "Deze server."}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "POSTPROCESSING_HOOKS": ["cases.rest.schema.complete"],
}
