"""What a position, a choice and a declaration mean to the person, in two languages (B1)."""

from cases.law.wording import Sentence
from claimants.declarations.choices import WindowKind
from claimants.declarations.rules import Certainty

TEXT_VERSION = "choice/1"

REASONS: dict[str, Sentence] = {
    "lives_here": Sentence(
        "U woont in Nederland. De uitspraak geldt voor u, tenzij u op tijd laat weten dat u niet meedoet.",
        "You live in the Netherlands. The decision applies to you, unless you say in time that you do not take part.",
    ),
    "reaches_abroad": Sentence(
        "U woont niet in Nederland. De rechter heeft bepaald dat de uitspraak ook dan voor u geldt, tenzij u op tijd "
        "laat weten dat u niet meedoet.",
        "You do not live in the Netherlands. The court has decided that the decision applies to you all the same, "
        "unless you say in time that you do not take part.",
    ),
    "lives_abroad": Sentence(
        "U woont niet in Nederland. De uitspraak geldt alleen voor u als u op tijd laat weten dat u meedoet.",
        "You do not live in the Netherlands. The decision only applies to you if you say in time that you take part.",
    ),
    "opted_in": Sentence(
        "U woont niet in Nederland en u liet op tijd weten dat u meedoet. De uitspraak geldt voor u.",
        "You do not live in the Netherlands and you said in time that you take part. The decision applies to you.",
    ),
    "opted_out": Sentence(
        "U liet op tijd weten dat u niet meedoet. De uitspraak geldt niet voor u.",
        "You said in time that you do not take part. The decision does not apply to you.",
    ),
    "late_statement": Sentence(
        "U kende uw schade pas later en liet weten dat u niet gebonden wilt zijn. De uitspraak geldt niet voor u.",
        "You learned of your damage only later and said that you do not want to be bound. "
        "The decision does not apply to you.",
    ),
    "residence_unknown": Sentence(
        "Wij weten niet waar u woont. Daarom weten wij nog niet of de uitspraak voor u geldt.",
        "We do not know where you live. So we do not know yet whether the decision applies to you.",
    ),
    "residence_then_unknown": Sentence(
        "Wij weten niet waar u woonde op de dag die telt. Daarom weten wij nog niet of de uitspraak voor u geldt.",
        "We do not know where you lived on the day that counts. "
        "So we do not know yet whether the decision applies to you.",
    ),
    "came_late": Sentence(
        "Uw verklaring kwam te laat. Wij hebben haar bewaard.",
        "Your statement came too late. We have kept it.",
    ),
}
CERTAINTY: dict[Certainty, Sentence] = {
    Certainty.TOLD: Sentence(
        "U heeft het ons laten weten. Stuur ook zelf een brief aan de rechtbank: alleen die telt.",
        "You told us. Also send a letter to the court yourself: only that letter counts.",
    ),
    Certainty.POSTED: Sentence(
        "U heeft uw brief verstuurd. Wij wachten op de lijst van de rechtbank. Pas daarna is het zeker.",
        "You have sent your letter. We are waiting for the court's list. Only then is it certain.",
    ),
    Certainty.CONFIRMED: Sentence("U staat op de lijst van de rechtbank.", "You are on the court's list."),
    Certainty.NOT_LISTED: Sentence(
        "U staat niet op de lijst van de rechtbank. Neem contact met ons op.",
        "You are not on the court's list. Contact us.",
    ),
}
TAKING_PART: dict[str, tuple[Sentence, ...]] = {
    WindowKind.OPT_OUT: (
        Sentence("U hoeft niets te doen.", "You do not have to do anything."),
        Sentence("De uitspraak geldt voor u.", "The decision applies to you."),
        Sentence(
            "Komt er geld? Dan kunt u daar recht op hebben. U kunt niet meer zelf naar de rechter voor deze schade.",
            "If money is paid, you may be entitled to it. You can no longer go to court yourself for this damage.",
        ),
    ),
    WindowKind.OPT_IN: (
        Sentence("Laat zelf aan de rechtbank weten dat u meedoet.", "Tell the court yourself that you take part."),
        Sentence("Daarna geldt de uitspraak voor u.", "After that the decision applies to you."),
        Sentence("Komt er geld? Dan kunt u daar recht op hebben.", "If money is paid, you may be entitled to it."),
    ),
    WindowKind.SECOND_OPT_OUT: (
        Sentence("U hoeft niets te doen.", "You do not have to do anything."),
        Sentence("De schikking geldt voor u.", "The settlement applies to you."),
        Sentence("U krijgt het bedrag van de schikking.", "You get the amount of the settlement."),
    ),
    WindowKind.LATE_STATEMENT: (
        Sentence("U hoeft niets te doen.", "You do not have to do anything."),
        Sentence("De uitspraak geldt voor u.", "The decision applies to you."),
        Sentence("U kunt een vergoeding krijgen als u erbij hoort.", "You can get compensation if you are included."),
    ),
}
OWN_CLAIM = Sentence(
    "Wilt u zelf schadevergoeding vragen? Stuur dan binnen zes maanden na uw brief zelf een brief aan het bedrijf "
    "(stuiting). Anders kan uw vordering verjaren.",
    "Do you want to claim damages yourself? Then write to the company yourself within six months of your letter "
    "(interruption of limitation). Otherwise your claim can become time-barred.",
)
STAYING_OUT: dict[str, tuple[Sentence, ...]] = {
    WindowKind.OPT_OUT: (
        Sentence("U moet dit schriftelijk laten weten aan de rechtbank.", "You must tell the court this in writing."),
        Sentence(
            "De uitspraak geldt niet voor u. U krijgt geen geld uit deze zaak.",
            "The decision does not apply to you. You get no money from this case.",
        ),
        OWN_CLAIM,
    ),
    WindowKind.OPT_IN: (
        Sentence("U hoeft niets te doen.", "You do not have to do anything."),
        Sentence(
            "De uitspraak geldt niet voor u. U krijgt geen geld uit deze zaak.",
            "The decision does not apply to you. You get no money from this case.",
        ),
        Sentence(
            "Wilt u zelf schadevergoeding vragen? Let dan op de verjaring.",
            "Do you want to claim damages yourself? Then mind the limitation period.",
        ),
    ),
    WindowKind.SECOND_OPT_OUT: (
        Sentence("U moet dit schriftelijk laten weten aan de rechtbank.", "You must tell the court this in writing."),
        Sentence(
            "De schikking geldt niet voor u. U krijgt geen geld uit de schikking.",
            "The settlement does not apply to you. You get no money from the settlement.",
        ),
        Sentence(
            "Wilt u zelf schadevergoeding vragen? Let dan op de verjaring.",
            "Do you want to claim damages yourself? Then mind the limitation period.",
        ),
    ),
    WindowKind.LATE_STATEMENT: (
        Sentence(
            "U moet dit schriftelijk laten weten aan het bedrijf, of aan wie in de regeling staat.",
            "You must tell the company this in writing, or whoever the scheme names.",
        ),
        Sentence("De uitspraak geldt niet voor u.", "The decision does not apply to you."),
        Sentence(
            "Wilt u zelf schadevergoeding vragen? Let dan op de verjaring.",
            "Do you want to claim damages yourself? Then mind the limitation period.",
        ),
    ),
}
