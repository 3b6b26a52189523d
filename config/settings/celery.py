"""Broker, late acknowledgement and time limits; the settings of a losable broker."""

from config import env
from config.schedule import BEAT

CELERY_BROKER_URL = env.REDIS_URL or "memory://localhost"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "prompt"
CELERY_TASK_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
# A mail in the middle of its way must not be cut off because the doorbell is broken.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(env.VAR / "beat")
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_DB_REUSE_MAX = 1000

if env.REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 30,
        "socket_timeout": 10,
        "socket_connect_timeout": 3,
    }
    CELERY_VISIBILITY_TIMEOUT = 600
    CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.2}
CELERY_BEAT_SCHEDULE = BEAT
