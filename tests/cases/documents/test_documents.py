from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.core.errors import DomainError
from cases.documents import services
from cases.documents.models import Document
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def upload(content=PDF, name="vonnis.pdf"):
    return SimpleUploadedFile(name, content)


def stored(case=None, **values):
    return services.store_document(case or make.case(), **{"title": "Vonnis", "file": upload()} | values, by=None)


class TestStoring:
    def test_a_file_gets_a_random_name(self):
        document = stored(file=upload(name="../../Vonnis tegen Jansen.pdf"))
        assert "ansen" not in document.file.name
        assert document.file.name.startswith("documents/")
        assert not document.is_published

    def test_a_link_will_do(self):
        document = stored(file=None, url="https://www.rechtspraak.nl/Registers")
        assert document.get_absolute_url() == "https://www.rechtspraak.nl/Registers"

    @pytest.mark.parametrize(
        ("values", "field", "code"),
        [
            ({"file": None}, "url", "required"),
            ({"file": upload(b"<html><script>alert(1)</script></html>")}, "file", "not-a-pdf"),
            ({"file": upload(b"GIF89a %PDF-1.7 %%EOF")}, "file", "not-a-pdf"),
            ({"file": upload(b"%PDF-1.7 cut off")}, "file", "not-a-pdf"),
            ({"file": upload(b"")}, "file", "not-a-pdf"),
            ({"file": upload(PDF + b" " * 10 * 1024 * 1024)}, "file", "too-large"),
            ({"file": None, "url": "javascript:alert(1)"}, "url", "scheme"),
            ({"file": None, "url": "ftp://voorbeeld.example/x"}, "url", "scheme"),
            ({"file": None, "url": "https://"}, "url", "scheme"),
            ({"file": None, "url": "http://[::1"}, "url", "scheme"),
            ({"title": ""}, "title", "invalid"),
            ({"kind": "poem"}, "kind", "invalid"),
        ],
        ids=["nothing", "html", "polyglot", "cut off", "empty", "large", "script", "ftp", "no host", "broken",
             "no title", "kind"],
    )  # fmt: skip
    def test_bad_input_names_the_field(self, values, field, code):
        with pytest.raises(DomainError) as refusal:
            stored(**values)
        assert (refusal.value.field, refusal.value.code) == (field, code)
        assert not Document.objects.exists()


class TestServing:
    def test_a_published_file_is_saved_never_run(self, client):
        document = services.publish_document(stored(make.case(slug="tiktok"), title="Vonnis 10 januari"), by=None)
        answer = client.get(document.get_absolute_url())
        assert document.get_absolute_url() == f"/nl/zaken/tiktok/documenten/{document.public_id}"
        assert b"".join(answer.streaming_content) == PDF
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="vonnis-10-januari.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]

    def test_what_is_not_public_is_not_there(self, client):
        hidden = stored()
        withdrawn = services.withdraw_document(services.publish_document(stored(), by=None), by=None)
        in_hidden_case = services.publish_document(stored(make.case(is_published=False)), by=None)
        for document in (hidden, withdrawn, in_hidden_case):
            assert client.get(document.get_absolute_url()).status_code == 404

    def test_another_case_in_the_address_is_not_there(self, client):
        document = services.publish_document(stored(make.case(slug="tiktok")), by=None)
        make.case(slug="apple")
        assert client.get(document.get_absolute_url().replace("tiktok", "apple")).status_code == 404

    def test_a_lost_file_is_not_there(self, client):
        document = services.publish_document(stored(), by=None)
        document.file.storage.delete(document.file.name)
        assert client.get(document.get_absolute_url()).status_code == 404

    def test_only_reading_is_offered(self, client):
        document = services.publish_document(stored(), by=None)
        assert client.post(document.get_absolute_url()).status_code == 405


class TestStaffPages:
    ADD = "/beheer/cases/document/add/"

    def test_a_paper_is_stored_by_its_service(self, client):
        sign_in(client)
        case = make.case()
        values = {"case": case.pk, "title": "Vonnis", "kind": "ruling", "dated_on": "10-01-2024", "url": ""}
        assert client.post(self.ADD, values | {"file": upload()}).status_code == 302
        document = Document.objects.get()
        assert document.dated_on == date(2024, 1, 10)
        answer = client.get(reverse("admin:cases_document_file", args=[document.pk]))
        assert b"".join(answer.streaming_content) == PDF

    def test_a_wrong_file_is_a_sentence_at_its_field(self, client):
        sign_in(client)
        values = {"case": make.case().pk, "title": "Vonnis", "kind": "ruling", "file": upload(b"<svg/>", "vonnis.pdf")}
        answer = client.post(self.ADD, values)
        assert "file" in answer.context["adminform"].form.errors
        assert not Document.objects.exists()

    def test_its_words_can_change_but_not_its_file(self, client):
        sign_in(client)
        document = stored()
        address = reverse("admin:cases_document_change", args=[document.pk])
        answer = client.post(
            address, filled_in(client.get(address), title="Tussenvonnis", file=upload(b"%PDF x %%EOF"))
        )
        assert answer.status_code == 302
        changed = Document.objects.get()
        assert (changed.title, changed.file.name) == ("Tussenvonnis", document.file.name)

    def test_publishing_is_a_deed_of_the_list(self, client):
        sign_in(client)
        document = stored()
        for deed, is_public in (("publish", True), ("withdraw", False)):
            client.post("/beheer/cases/document/", {"action": deed, "_selected_action": [document.pk]})
            document.refresh_from_db()
            assert document.is_published is is_public

    def test_the_file_is_for_who_may_see_papers(self, client):
        sign_in(client, make.membership(role="helpdesk"))
        assert client.get(reverse("admin:cases_document_file", args=[stored().pk])).status_code == 403
