import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from cases.outbox.models import Message
from claimants.signup import finishing, services
from tests import make_signup
from tests.threads import at_once, shared_database


def hurried():
    """What a worker does that wakes up at once."""
    try:
        finishing.send()
    finally:
        connections.close_all()


def asked_beside_a_worker(sign_up, monkeypatch) -> int:
    """Ask for the proof, with a worker that comes by in the middle; how many mails that makes in the end."""
    answer = services.answer
    with ThreadPoolExecutor(1) as pool:
        workers = []

        def interrupted(*args, **answers):
            workers.append(pool.submit(hurried))
            time.sleep(0.5)
            return answer(*args, **answers)

        monkeypatch.setattr(services, "answer", interrupted)
        services.ask_proof(sign_up, browser="browser", network="192.0.2.7")
        for worker in workers:
            worker.result(timeout=30)
    finishing.send()
    return Message.objects.filter(template="sign-up").count()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_quicker_than_the_page_still_mails_the_code(tmp_path, monkeypatch):
    sign_up = make_signup.sign_up()
    with shared_database(tmp_path):
        assert at_once(lambda: asked_beside_a_worker(sign_up, monkeypatch)) == [1]
