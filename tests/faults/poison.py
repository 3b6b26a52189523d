"""SMTP as the product does it, and one kind of mail that kills whoever sends it, as running out of memory would."""

import os
import signal

from cases.outbox.smtp import EmailBackend


class Backend(EmailBackend):
    def send_messages(self, email_messages):
        if any(address.startswith("poison") for mail in email_messages for address in mail.to):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().send_messages(email_messages)
