from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.core.plain_xml import Unreadable
from cases.journal.models import Entry
from cases.rulings.choices import RulingKind
from cases.rulings.models import Ruling
from cases.rulings.open_data import LARGEST_FILE, read_ruling
from tests import make

XML = """<?xml version="1.0" encoding="utf-8"?>
<open-rechtspraak xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"
    xmlns:psi="http://psi.rechtspraak.nl/">
  <rdf:RDF>
    <rdf:Description>
      <dcterms:identifier>{ecli}</dcterms:identifier>
      <dcterms:issued>2024-01-09</dcterms:issued>
      <dcterms:creator>Rechtbank Amsterdam</dcterms:creator>
      <dcterms:date>{day}</dcterms:date>
      <psi:zaaknummer>{number}</psi:zaaknummer>
      <dcterms:type>{kind}</dcterms:type>
    </rdf:Description>
    <rdf:Description>
      <dcterms:identifier>https://deeplink.rechtspraak.nl/uitspraak?id={ecli}</dcterms:identifier>
    </rdf:Description>
  </rdf:RDF>
  <inhoudsindicatie>
    <para>De stichting is <emphasis>ontvankelijk</emphasis>.</para><para>Tweede alinea.</para>
  </inhoudsindicatie>
  <uitspraak><para>Op 1 januari <date>1999-01-01</date> gebeurde er iets.</para></uitspraak>
</open-rechtspraak>"""


def xml(ecli="ECLI:NL:RBAMS:2024:83", day="2024-01-10", number="C/13/702849 / HA ZA 21-526", kind="Uitspraak"):
    return XML.format(ecli=ecli, day=day, number=number, kind=kind)


def run(*paths):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_rulings", *map(str, paths), stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue().strip(), err.getvalue().strip()


def test_a_file_says_ecli_day_numbers_and_abstract():
    found = read_ruling(xml(number="C/13/702849 / HA ZA 21-526 en C/13/706680 / HA ZA 21-789").encode())
    assert (found.ecli, found.decided_on) == ("ECLI:NL:RBAMS:2024:83", date(2024, 1, 10))
    assert found.numbers == ("C/13/702849 / HA ZA 21-526", "C/13/706680 / HA ZA 21-789")
    assert found.abstract == "De stichting is ontvankelijk.\nTweede alinea."
    assert not found.is_opinion


@pytest.mark.parametrize(
    ("content", "part"),
    [
        pytest.param(xml(ecli="ECLI:NL:RB:AMS:2023:6694"), "no ECLI", id="no ECLI"),
        pytest.param(xml(day="gisteren"), "no date", id="no date"),
        pytest.param("<rss/>", "no ECLI", id="another kind of XML"),
        pytest.param("<a>" * 200_000, "nested", id="200,000 levels"),
        pytest.param('<!DOCTYPE r [<!ENTITY a "b">]>' + xml().partition("?>")[2], "entities", id="entities"),
        pytest.param("geen xml", "well-formed", id="no XML"),
        pytest.param("", "well-formed", id="empty"),
        pytest.param("x" * (LARGEST_FILE + 1), "larger", id="too large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content, part):
    with pytest.raises(Unreadable, match=part):
        read_ruling(content.encode())


@pytest.mark.django_db
class TestTakingIn:
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path):
        self.folder = tmp_path

    def file(self, name, content):
        (self.folder / name).write_text(content)
        return self.folder / name

    def test_a_ruling_goes_to_the_case_with_its_number_and_waits_for_staff(self):
        number = make.docket_number(number="C/13/702849 / HA ZA 21-526")
        court = make.court()
        self.file("a.xml", xml(number="C-13-702849-HA ZA 21-526"))
        assert run(self.folder) == (0, "1 new, 0 known, 0 refused", "")
        ruling = Ruling.objects.get()
        assert (ruling.case, ruling.court, ruling.kind) == (number.proceeding.case, court, RulingKind.UNKNOWN)
        assert ruling.proceedings.get() == number.proceeding
        assert not ruling.is_published

    def test_half_a_number_is_enough_and_an_opinion_is_known_as_one(self):
        make.docket_number(number="C/13/702849 / HA ZA 21-526")
        run(self.file("a.xml", xml(number="C/13/702849", kind="Conclusie")))
        assert Ruling.objects.get().kind == RulingKind.OPINION

    def test_a_second_run_changes_nothing(self):
        make.docket_number(number="C/13/702849 / HA ZA 21-526")
        file = self.file("a.xml", xml())
        run(file)
        before = (Entry.objects.count(), Ruling.objects.get().changed_at)
        assert run(file) == (0, "0 new, 1 known, 0 refused", "")
        assert (Entry.objects.count(), Ruling.objects.get().changed_at) == before

    def test_a_ruling_of_no_case_is_named_and_the_others_are_taken(self):
        make.docket_number(number="C/13/702849 / HA ZA 21-526")
        self.file("a.xml", xml())
        self.file("b.xml", xml(ecli="ECLI:NL:HR:2025:388", number="23/04444"))
        code, out, err = run(self.folder)
        assert (code, out) == (3, "1 new, 0 known, 1 refused")
        assert err.startswith("b.xml: ")
        assert "23/04444" in err

    def test_a_number_of_two_cases_is_refused(self):
        for _time in range(2):
            make.docket_number(number="C/13/702849 / HA ZA 21-526")
        assert run(self.file("a.xml", xml()))[0] == 2
        assert not Ruling.objects.exists()

    def test_a_file_that_is_not_there_stops_at_once(self):
        with pytest.raises(CommandError) as stopped:
            run(self.folder / "geen.xml")
        assert stopped.value.returncode == 2
