from django.core.mail import EmailMessage, get_connection

from cases.outbox.postbox import letters


def send(folder, *subjects):
    """As a worker does: all mails of one portion over one connection."""
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=folder)
    mails = [
        EmailMessage(subject, f"Code {subject}\n{'-' * 79}x", to=[f"{subject}@voorbeeld.example"])
        for subject in subjects
    ]
    backend.send_messages(mails)


def test_every_mail_of_a_portion_is_shown_the_newest_first(tmp_path):
    send(tmp_path, "een", "twee", "drie")
    found = letters(str(tmp_path))
    assert [one.subject for one in found] == ["drie", "twee", "een"]
    assert [one.to for one in found] == [f"{one.subject}@voorbeeld.example" for one in found]
    assert len({one.name for one in found}) == 3
    assert found[0].text.startswith("Code drie")
    assert [one.subject for one in letters(str(tmp_path), limit=2)] == ["drie", "twee"]


def test_without_a_folder_there_are_none(tmp_path):
    assert letters(str(tmp_path / "nothing")) == []
