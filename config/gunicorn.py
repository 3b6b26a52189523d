"""How gunicorn runs the web: a worker leaves Ctrl-C to its master, which stops it once."""

import signal


def post_worker_init(worker):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
