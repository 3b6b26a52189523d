import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from cases.core.tenancy import acting_for
from claimants.declarations import chain, ledger, letters, receipts, services
from claimants.declarations.models import Declaration, Ledger
from tests import make
from tests.pdf import laid_open, needs_pango

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[3] / "docs" / "check_receipt.py"


@pytest.fixture
def checker():
    spec = importlib.util.spec_from_file_location("check_receipt", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.why_not


@pytest.fixture
def three():
    window, foundation = make.window(), make.foundation()
    return [make.declaration(claimant=make.claimant(foundation=foundation), window=window) for _ in range(3)]


def as_file(declaration) -> dict:
    return json.loads(receipts.receipt(declaration).file)


class TestOffline:
    def test_a_receipt_is_checked_with_only_its_file_and_the_published_head(self, three, checker):
        mark = chain.publish(three[0].foundation)
        assert [checker(as_file(one), mark.hash) for one in three] == [None, None, None]

    def test_before_a_head_is_published_it_leads_to_the_end_of_the_chain(self, three, checker):
        held = as_file(three[0])
        assert (len(held["path"]), held["head_position"], checker(held)) == (2, 3, None)

    def test_an_old_receipt_still_leads_to_its_own_head(self, three, checker):
        mark = chain.publish(three[0].foundation)
        services.reverse(three[1], reason="Vergissing", by=make.user())
        assert checker(as_file(three[0]), mark.hash) is None

    @pytest.mark.parametrize(
        ("field", "value", "why"),
        [
            ("reference", "AAAAAAAAAAAA", "somebody else"),
            ("salt", "0" * 32, "somebody else"),
            ("position", 2, "not what was recorded"),
            ("previous_hash", "0" * 64, "not what was recorded"),
            ("path", ["0" * 64, "0" * 64], "does not lead"),
            ("head_hash", "0" * 64, "does not lead"),
        ],
    )
    def test_any_change_shows(self, three, checker, field, value, why):
        assert why in checker(as_file(three[0]) | {field: value})

    def test_a_changed_moment_shows(self, three, checker):
        held = as_file(three[0])
        held["body"]["received_at"] = "2026-01-01T00:00:00.000000Z"
        assert "not what was recorded" in checker(held)

    def test_another_head_shows(self, three, checker):
        assert "published" in checker(as_file(three[0]), "0" * 64)

    def test_it_names_nobody(self, three):
        with acting_for(three[0].foundation_id):
            person = Declaration.objects.select_related("claimant").first().claimant
        assert person.full_name not in receipts.receipt(three[0]).file.decode()

    def test_it_is_the_same_file_each_time(self, three):
        chain.publish(three[0].foundation)
        assert receipts.receipt(three[0]).file == receipts.receipt(three[0]).file


class TestPublishing:
    def test_the_whole_chain_is_walked_and_published_once(self, three):
        foundation = three[0].foundation
        mark = chain.publish(foundation)
        assert (mark.chain_position, chain.publish(foundation), chain.verify(foundation)) == (3, None, 3)
        assert [one["hash"] for one in receipts.published(foundation.slug)] == [mark.hash]

    def test_a_chain_cut_short_is_found(self, three):
        with acting_for(three[0].foundation_id):
            Ledger.objects.update(length=2, head_hash=three[1].hash)
            chain_after = chain.verify(three[0].foundation)
            Ledger.objects.update(length=4)
        assert chain_after == 2
        with pytest.raises(ledger.Broken):
            chain.verify(three[0].foundation)

    def test_a_head_that_differs_from_what_was_published_is_found(self, three):
        from claimants.declarations.models import Checkpoint

        Checkpoint.objects.create(foundation=three[0].foundation, chain_position=2, hash="0" * 64)
        with pytest.raises(ledger.Broken, match="place 2"):
            chain.verify(three[0].foundation)

    def test_a_foundation_without_declarations_has_nothing_to_publish(self):
        assert chain.publish(make.foundation()) is None


class TestLetter:
    @pytest.fixture
    def letter(self):
        court = make.court(registry_address="Postbus 84500\n1080 BN Amsterdam")
        window = make.window(court=court)
        make.docket_number(
            proceeding=make.proceeding(case=window.group.case), court=court, number="C/13/1 / HA ZA 21-1"
        )
        noor = make.claimant(full_name="Proef Noor", street="Proefweg 1", postcode="1000 AA", city="Proefstad")
        return letters.letter_of(noor, window, today=date(2026, 11, 23))

    def test_it_says_all_the_registry_needs(self, letter):
        for words in ("Proef Noor", "Proefweg 1", "1000 AA Proefstad", "Postbus 84500", "C/13/1 / HA ZA 21-1",
                      "Ik doe niet mee", "art. 1018f lid 1 Rv", "maandag 23 november 2026"):  # fmt: skip
            assert words in letter.text

    def test_without_a_court_the_address_is_left_open(self):
        letter = letters.letter_of(make.claimant(), make.window(), today=date(2026, 11, 23))
        assert (letter.to, "____" in letter.text) == ((), True)

    def test_a_late_statement_goes_to_no_registry(self):
        window = make.window(kind="late_statement", court=make.court())
        letter = letters.letter_of(make.claimant(), window, today=date(2026, 11, 23))
        assert (letter.to, letter.salutation) == ((), "Geachte heer, mevrouw")

    @needs_pango
    def test_letter_and_receipt_become_tagged_pdfs(self, letter, three):
        for made in (letters.pdf(letter), receipts.pdf(three[0])):
            assert b"/StructTreeRoot" in laid_open(made)
