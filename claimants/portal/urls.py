"""Where somebody's own pages are."""

from django.urls import path

from claimants.portal.views import choosing, data, details, home, people, proof, stopping, switching

app_name = "portal"
MINE = "mijn/<str:public_id>"
urlpatterns = [
    path("mijn/", home.home, name="home"),
    path("mijn/kinderen", people.children, name="children"),
    path("mijn/download", data.download, name="download"),
    path("mijn/wissen", data.erase, name="erase"),
    path("mijn/meldingen", people.wishes, name="wishes"),
    path(f"{MINE}/", home.case, name="case"),
    path(f"{MINE}/bevestigen", home.confirm, name="confirm"),
    path(f"{MINE}/gegevens", details.index, name="details"),
    path(f"{MINE}/gegevens/naam", details.change("name"), name="change-name"),
    path(f"{MINE}/gegevens/roepnaam", details.change("called"), name="change-called"),
    path(f"{MINE}/gegevens/telefoon", details.change("phone"), name="change-phone"),
    path(f"{MINE}/gegevens/adres", details.change("home"), name="change-home"),
    path(f"{MINE}/gegevens/taal", details.change("language"), name="change-language"),
    path(f"{MINE}/gegevens/e-mail", details.email, name="change-email"),
    path(f"{MINE}/gegevens/e-mail/code", details.email_code, name="change-email-code"),
    path(f"{MINE}/gegevens/e-mail/terug", details.email_back, name="email-back"),
    path(f"{MINE}/berichten", people.letters, name="letters"),
    path(f"{MINE}/bewijs", proof.proof, name="proof"),
    path(f"{MINE}/bewijs/weg", proof.take_back, name="proof-back"),
    path(f"{MINE}/geschiedenis", data.history, name="history"),
    path(f"{MINE}/keuze", choosing.choice, name="choice"),
    path(f"{MINE}/keuze/doorgeven", choosing.declare, name="declare"),
    path(f"{MINE}/keuze/verstuurd", choosing.posted, name="posted"),
    path(f"{MINE}/keuze/brief", choosing.letter, name="letter"),
    path(f"{MINE}/keuze/brief-tekst", choosing.letter_text, name="letter-text"),
    path(f"{MINE}/keuze/ontvangstbewijs", choosing.receipt, name="receipt"),
    path(f"{MINE}/keuze/ontvangstbewijs-bestand", choosing.receipt_file, name="receipt-file"),
    path(f"{MINE}/overstappen", switching.switch, name="switch"),
    path(f"{MINE}/overstappen/terug", switching.back, name="switch-back"),
    path(f"{MINE}/stoppen", stopping.stop, name="stop"),
    path(f"{MINE}/stoppen/stichting", stopping.leave, name="leave"),
    path(f"{MINE}/stoppen/gestopt", stopping.left, name="left"),
]
