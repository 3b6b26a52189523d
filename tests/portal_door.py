"""Come in as a claimant without the mail in between; with the mail there is tests/claimants/signin/test_views.py."""

import time

from django.conf import settings

from cases.outbox.models import Message
from claimants.people.access import Visitor
from claimants.people.identity import email_index
from claimants.signin import services, session

ADDRESS = "noor@voorbeeld.example"


def sign_in(client, *foundations, address=ADDRESS):
    """Let this client be somebody who proved a mailbox a moment ago."""
    kept = client.session
    request = type("Request", (), {"session": kept})
    session.begin(request, Visitor(email_index(address), tuple(foundation.pk for foundation in foundations)))
    kept.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = kept.session_key


def turn_back(client, *, seen: int = 0, proven: int = 0):
    """As if the last page was asked for, and the mailbox last proven, this many seconds ago."""
    kept = client.session
    visitor = kept[session.KEY]
    now = int(time.time())
    kept[session.KEY] = visitor | {"seen": now - seen, "proven": now - proven}
    kept.save()


def mailed_code(template="sign-in") -> str:
    """The code in the newest mail of this kind."""
    services.send()
    return Message.objects.filter(template=template).first().context["code"]
