"""Where people join a case, and the public pages around it."""

from django.urls import path

from claimants.signup.views import around, proof, steps

app_name = "signup"
CASE = "zaken/<slug:slug>"
JOIN = f"{CASE}/aanmelden"
urlpatterns = [
    path(f"{CASE}/doe-ik-mee", around.belong, name="belong"),
    path(f"{CASE}/voor-ouders", around.parents, name="parents"),
    path(f"{CASE}/voor-kinderen", around.children, name="children"),
    path(JOIN, steps.start, name="start"),
    path(f"{JOIN}/situatie", steps.situation, name="situation"),
    path(f"{JOIN}/wie", steps.who, name="who"),
    path(f"{JOIN}/voorwaarden", steps.terms, name="terms"),
    path(f"{JOIN}/controle", steps.check, name="check"),
    path(f"{JOIN}/mail", proof.mail, name="mail"),
    path(f"{JOIN}/bevestigen/<str:token>", proof.link, name="link"),
    path(f"{JOIN}/klaar", proof.done, name="done"),
    path(f"{JOIN}/klaar.pdf", proof.receipt, name="receipt"),
    path(f"{JOIN}/ouder", steps.parent, name="parent"),
    path(f"{JOIN}/wissen", steps.forget, name="forget"),
]
