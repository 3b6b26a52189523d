"""What is said about a row or a file: a code, and a sentence in two languages."""

from cases.law.wording import Sentence

ERRORS: dict[str, Sentence] = {
    "short_row": Sentence(
        "De rij heeft minder kolommen dan de eerste rij.", "The row has fewer columns than the first."
    ),
    "long_row": Sentence("De rij heeft meer kolommen dan de eerste rij.", "The row has more columns than the first."),
    "missing_name": Sentence("De naam ontbreekt.", "The name is missing."),
    "missing_key": Sentence(
        "Er is geen e-mailadres en geen sleutel van de bron: bij een volgende keer is deze persoon niet te herkennen.",
        "There is no e-mail address and no key of the source: this person could not be recognised another time.",
    ),
    "too_long": Sentence("De tekst is te lang.", "The text is too long."),
    "control": Sentence(
        "Er staan onzichtbare tekens of regeleinden in.", "There are invisible characters or line breaks in it."
    ),
    "email": Sentence("Dit is geen bruikbaar e-mailadres.", "This is not a usable e-mail address."),
    "phone": Sentence("Dit is geen telefoonnummer.", "This is not a telephone number."),
    "postcode": Sentence("Dit is geen postcode.", "This is not a postcode."),
    "country": Sentence(
        "Dit land is niet bekend. Gebruik de code van twee letters, zoals NL.",
        "This country is not known. Use the code of two letters, such as NL.",
    ),
    "language": Sentence("Deze taal is niet bekend: gebruik nl of en.", "This language is not known: use nl or en."),
    "date": Sentence(
        "Dit is geen datum in de gekozen schrijfwijze, met het jaar in vier cijfers.",
        "This is not a date in the chosen order, with the year in four digits.",
    ),
    "birth": Sentence(
        "De geboortedatum ligt voor 1900 of na vandaag.", "The date of birth is before 1900 or after today."
    ),
    "past_day": Sentence("De datum ligt voor 1990 of na vandaag.", "The date is before 1990 or after today."),
    "dates_reversed": Sentence("De laatste dag komt voor de eerste.", "The last day comes before the first."),
    "foreign_foundation": Sentence("Dit is niet uw stichting.", "This is not your foundation."),
    "group": Sentence("Deze groep is er niet in deze zaak.", "There is no such group in this case."),
    "duplicate": Sentence(
        "Deze persoon staat eerder in het bestand. Deze rij telt niet mee.",
        "This person stands earlier in the file. This row does not count.",
    ),
    "duplicate_key": Sentence(
        "De sleutel van de bron staat eerder in het bestand. Deze rij telt niet mee.",
        "The key of the source stands earlier in the file. This row does not count.",
    ),
    "opted_out": Sentence(
        "Deze persoon koos al voor opt-out. De rij blijft buiten; er verandert niets.",
        "This person opted out before. The row stays out; nothing changes.",
    ),
    "stopped": Sentence(
        "Deze persoon stopte bij de stichting. De rij blijft buiten; er verandert niets.",
        "This person left the foundation. The row stays out; nothing changes.",
    ),
    "erased": Sentence(
        "De gegevens van deze persoon zijn intussen gewist.", "The data of this person have been erased meanwhile."
    ),
}
WARNINGS: dict[str, Sentence] = {
    "bsn": Sentence(
        "Hier staat mogelijk een burgerservicenummer. Dat mag u niet bewaren.",
        "This may hold a citizen service number. You may not keep that.",
    ),
    "shared_address": Sentence(
        "Iemand anders heeft hetzelfde e-mailadres. Het kan dezelfde persoon zijn, of familie.",
        "Somebody else has the same e-mail address. It may be the same person, or family.",
    ),
    "kept": Sentence(
        "Bij het terugdraaien bleef deze rij staan: iemand veranderde er intussen iets aan.",
        "The undoing left this row as it is: somebody changed something about it meanwhile.",
    ),
}
FILES: dict[str, Sentence] = {
    "no_rows": Sentence("Er staan geen rijen in het bestand.", "There are no rows in the file."),
    "too_large": Sentence("Het bestand is te groot.", "The file is too large."),
    "not_a_table": Sentence("Dit is geen CSV- of XLSX-bestand.", "This is not a CSV or XLSX file."),
    "macros": Sentence(
        "Een Excel-bestand met macro's wordt niet geopend. Bewaar het als .xlsx.",
        "An Excel file with macros is not opened. Save it as .xlsx.",
    ),
    "unpacks_too_large": Sentence(
        "Uitgepakt is het Excel-bestand te groot.", "Unpacked, the Excel file is too large."
    ),
    "unreadable": Sentence("Het Excel-bestand is beschadigd.", "The Excel file is damaged."),
    "external": Sentence(
        "Het Excel-bestand verwijst naar andere bestanden. Bewaar alleen de waarden.",
        "The Excel file refers to other files. Save the values only.",
    ),
    "encoding": Sentence(
        "Hier staan tekens die niet bij de gekozen codering horen. Kies een andere codering.",
        "Here are characters that do not belong to the chosen encoding. Choose another encoding.",
    ),
    "quote": Sentence(
        "Een aanhalingsteken wordt niet afgesloten, of staat op de verkeerde plaats.",
        "A quotation mark is not closed, or stands in the wrong place.",
    ),
    "line_too_long": Sentence("De regel is te lang.", "The line is too long."),
    "repeated_header": Sentence("Deze kolomnaam staat er twee keer.", "This column name stands there twice."),
    "unknown_header": Sentence(
        "Deze kolom is niet bekend. Geef haar een betekenis of laat haar weg.",
        "This column is not known. Give it a meaning or leave it out.",
    ),
    "bsn_header": Sentence(
        "Een burgerservicenummer mag u niet bewaren. Laat deze kolom weg.",
        "You may not keep a citizen service number. Leave this column out.",
    ),
    "iban_header": Sentence(
        "Rekeningnummers worden niet ingelezen; mensen geven ze zelf op. Laat deze kolom weg.",
        "Bank accounts are not taken in; people give them themselves. Leave this column out.",
    ),
    "no_name": Sentence("Geen kolom is de naam.", "No column is the name."),
    "no_key": Sentence(
        "Geen kolom is het e-mailadres of de sleutel van de bron.",
        "No column is the e-mail address or the key of the source.",
    ),
    "delimiter_doubt": Sentence(
        "Het is niet zeker welk teken de kolommen scheidt. Kies het.",
        "It is not certain what separates the columns. Choose it."
    ),
    "dates_doubt": Sentence(
        "Het is niet zeker of de dag of de maand vooraan staat. Kies het.",
        "It is not certain whether the day or the month comes first. Choose it.",
    ),
}  # fmt: skip
SENTENCES = ERRORS | WARNINGS | FILES


def sentence(code: str, language: str = "nl") -> str:
    """What a code means.

    >>> sentence("phone", "en")
    'This is not a telephone number.'
    """
    return SENTENCES[code].text(language)
