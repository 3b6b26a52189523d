"""The side bar: by work, not by table; a number only where work waits."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.desk import counts
from cases.desk.doors import list_of

GROUPS = (
    (
        _("Work"),
        (
            (_("Deadlines"), "timer", "cases.deadline"),
            (_("Cases"), "folder_open", "cases.case"),
            (_("Court events"), "gavel", "cases.courtevent"),
            (_("Hearings"), "event", "cases.hearing"),
            (_("Rulings"), "article", "cases.ruling"),
            (_("Documents"), "description", "cases.document"),
            (_("My calendars"), "calendar_month", "cases.calendarkey"),
        ),
    ),
    (
        _("Participants"),
        (
            (_("Registrations"), "how_to_reg", "claimants.registration"),
            (_("Claimants"), "groups", "claimants.claimant"),
            (_("Possible doubles"), "content_copy", "claimants.pair"),
            (_("Steps for many"), "checklist", "claimants.bulkstep"),
            (_("Imports"), "upload_file", "claimants.import"),
            (_("Transfers to others"), "logout", "claimants.transfer"),
            (_("Arrivals from others"), "login", "claimants.arrival"),
            (_("Overlaps of lists"), "join_inner", "claimants.overlap"),
            (_("Proofs"), "attach_file", "claimants.proof"),
            (_("Requests about data"), "shield_person", "claimants.datasubjectrequest"),
            (_("Legal holds"), "lock", "claimants.hold"),
        ),
    ),
    (
        _("Messages"),
        (
            (_("News"), "newspaper", "cases.newsitem"),
            (_("Measures"), "policy", "cases.regulatorymeasure"),
            (_("Texts for people"), "edit_note", "cases.stagetext"),
            (_("Notices"), "campaign", "claimants.notice"),
            (_("Messages to claimants"), "mark_email_read", "claimants.claimantmessage"),
            (_("Outgoing mail"), "outgoing_mail", "cases.message"),
        ),
    ),
    (
        _("Administration"),
        (
            (_("Foundations"), "apartment", "cases.foundation"),
            (_("Defendants"), "domain", "cases.defendant"),
            (_("Concerns"), "hub", "cases.concern"),
            (_("Funders"), "payments", "cases.funder"),
            (_("Courts"), "account_balance", "cases.court"),
            (_("Regulators"), "shield", "cases.regulator"),
            (_("Closed days"), "event_busy", "cases.decreeday"),
            (_("Changes of the law"), "radar", "cases.survey"),
            (_("Staff"), "badge", "cases.user"),
            (_("Memberships"), "assignment_ind", "cases.membership"),
            (_("Journal"), "history", "cases.entry"),
        ),
    ),
)
BADGES = {
    "cases.deadline": counts.overdue,
    "cases.newsitem": counts.news_to_judge,
    "cases.message": counts.failed_messages,
    "cases.survey": counts.law_changes,
}


def navigation(request) -> list[dict]:
    """The side bar for this person: only pages that open."""
    groups = [{"title": title, "items": _items(request, pages)} for title, pages in GROUPS]
    week = {"title": _("My week"), "icon": "calendar_view_week", "link": reverse("admin:index")}
    groups[0]["items"].insert(0, week)
    if list_of(request, "cases.deadline"):
        link = reverse("admin:cases_deadline_daybook")
        groups[0]["items"].insert(2, {"title": _("Journal of deadlines"), "icon": "menu_book", "link": link})
    return [group for group in groups if group["items"]]


def _items(request, pages) -> list[dict]:
    entries = [_entry(request, *page) for page in pages]
    return [entry for entry in entries if entry["link"]]


def _entry(request, title, icon, label) -> dict:
    link = list_of(request, label)
    count = BADGES[label](request) if link and label in BADGES else 0
    return {"title": title, "icon": icon, "link": link} | ({"badge": count} if count else {})
