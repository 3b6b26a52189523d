"""What the columns of a file mean, guessed from their Dutch or English names. Pure."""

import unicodedata
from collections.abc import Sequence

from claimants.imports.choices import Column

WORDS: dict[Column, str] = {
    Column.FULL_NAME: "naam name fullname volledigenaam naamvolledig claimant claimantname gedupeerde deelnemer person",
    Column.FIRST_NAME: "voornaam voornamen firstname firstnames givenname forename roepnaamvoornaam",
    Column.INFIX: "tussenvoegsel tussenvoegsels infix nameprefix prefix voorvoegsel voorvoegsels",
    Column.LAST_NAME: "achternaam lastname surname familyname familienaam geslachtsnaam",
    Column.CALLED_NAME: "roepnaam calledname called aanspreeknaam nickname preferredname",
    Column.EMAIL: "email emailadres emailaddress mail mailadres mailaddress",
    Column.PHONE: "telefoon telefoonnummer tel phone phonenumber telephone telephonenumber mobiel "
    "mobielnummer mobile gsm",
    Column.STREET: "straat street adres address straatnaam streetname straatennummer streetandnumber adresregel1 "
    "address1 addressline1 streetaddress",
    Column.HOUSE_NUMBER: "huisnummer huisnr housenumber nummer nr number huisnummertoevoeging",
    Column.POSTCODE: "postcode postalcode zip zipcode",
    Column.CITY: "plaats woonplaats city town place stad",
    Column.COUNTRY: "land country landcode countrycode woonland countryofresidence residence",
    Column.BORN_ON: "geboortedatum geborenop geboren birthdate dateofbirth dob bornon birthday",
    Column.LANGUAGE: "taal language taalcode lang",
    Column.USED_FROM: "gebruiktvanaf gebruikvanaf usedfrom usefrom vanaf from startdatum startdate gebruikvan",
    Column.USED_UNTIL: "gebruikttot gebruiktot gebruikttotenmet usedto useduntil useuntil tot until einddatum enddate "
    "gebruiktotenmet",
    Column.JOINED_ON: "aangemeldop aanmelddatum datumaanmelding aanmelding inschrijfdatum registeredon registeredat "
    "registrationdate joinedon signedupat signupdate createdat datum date",
    Column.SOURCE_KEY: "sourcekey bronsleutel sleutel key id externalid extern externid kenmerk aanmeldnummer recordid "
    "registrationid relatienummer externalreference reference referentie volgnummer",
    Column.GROUP: "groep group claimantgroup groepcode groupslug",
    Column.FOUNDATION: "stichting foundation organisatie organisation organization",
}  # fmt: skip
FORBIDDEN = {
    "iban": "iban", "bankrekening": "iban", "rekeningnummer": "iban", "bankaccount": "iban", "rekening": "iban",
    "bsn": "bsn", "burgerservicenummer": "bsn", "sofinummer": "bsn", "citizenservicenumber": "bsn",
}  # fmt: skip
MEANINGS = {word: column for column, words in WORDS.items() for word in words.split()}


def plain(header: str) -> str:
    """A column name without capitals, accents, blanks and signs.

    >>> plain(" E-mail adres "), plain("Geborén_op")
    ('emailadres', 'geborenop')
    """
    letters = unicodedata.normalize("NFKD", header).lower()
    return "".join(char for char in letters if char.isalnum())


def guessed(headers: Sequence[str]) -> list[str]:
    """The meaning of each column, or an empty word where none is known; none is given twice.

    >>> guessed(["Voornaam", "Achternaam", "E-mail", "Opmerking", "Mail"])
    ['first_name', 'last_name', 'email', '', '']
    """
    found: list[str] = []
    for header in headers:
        column = MEANINGS.get(plain(header), "")
        found.append("" if column in found else str(column))
    return found


def forbidden(header: str) -> str:
    """What a column may never bring in ("bsn", "iban"), or an empty word.

    >>> forbidden("BSN"), forbidden("naam")
    ('bsn', '')
    """
    return FORBIDDEN.get(plain(header), "")


def repeated(headers: Sequence[str]) -> str:
    """The first column name that stands there twice, or an empty word.

    >>> repeated(["naam", "Naam "]), repeated(["naam", ""])
    ('Naam', '')
    """
    seen = set()
    for header in headers:
        if (name := header.strip().casefold()) and name in seen:
            return header.strip()
        seen.add(name)
    return ""
