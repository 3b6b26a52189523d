"""Countries where claimants of Dutch cases live, by ISO 3166-1 code, as people call them."""

from cases.law.wording import Sentence

COUNTRIES = {
    "NL": Sentence("Nederland", "Netherlands"),
    "AR": Sentence("Argentinië", "Argentina"),
    "AW": Sentence("Aruba", "Aruba"),
    "AU": Sentence("Australië", "Australia"),
    "BE": Sentence("België", "Belgium"),
    "BR": Sentence("Brazilië", "Brazil"),
    "BG": Sentence("Bulgarije", "Bulgaria"),
    "BQ": Sentence("Bonaire, Sint Eustatius en Saba", "Bonaire, Sint Eustatius and Saba"),
    "CA": Sentence("Canada", "Canada"),
    "CN": Sentence("China", "China"),
    "CW": Sentence("Curaçao", "Curaçao"),
    "CY": Sentence("Cyprus", "Cyprus"),
    "DK": Sentence("Denemarken", "Denmark"),
    "DE": Sentence("Duitsland", "Germany"),
    "EG": Sentence("Egypte", "Egypt"),
    "EE": Sentence("Estland", "Estonia"),
    "FI": Sentence("Finland", "Finland"),
    "FR": Sentence("Frankrijk", "France"),
    "GR": Sentence("Griekenland", "Greece"),
    "HU": Sentence("Hongarije", "Hungary"),
    "IE": Sentence("Ierland", "Ireland"),
    "IN": Sentence("India", "India"),
    "ID": Sentence("Indonesië", "Indonesia"),
    "IS": Sentence("IJsland", "Iceland"),
    "IL": Sentence("Israël", "Israel"),
    "IT": Sentence("Italië", "Italy"),
    "JP": Sentence("Japan", "Japan"),
    "HR": Sentence("Kroatië", "Croatia"),
    "LV": Sentence("Letland", "Latvia"),
    "LI": Sentence("Liechtenstein", "Liechtenstein"),
    "LT": Sentence("Litouwen", "Lithuania"),
    "LU": Sentence("Luxemburg", "Luxembourg"),
    "MT": Sentence("Malta", "Malta"),
    "MA": Sentence("Marokko", "Morocco"),
    "MX": Sentence("Mexico", "Mexico"),
    "NZ": Sentence("Nieuw-Zeeland", "New Zealand"),
    "NO": Sentence("Noorwegen", "Norway"),
    "UA": Sentence("Oekraïne", "Ukraine"),
    "AT": Sentence("Oostenrijk", "Austria"),
    "PL": Sentence("Polen", "Poland"),
    "PT": Sentence("Portugal", "Portugal"),
    "RO": Sentence("Roemenië", "Romania"),
    "RS": Sentence("Servië", "Serbia"),
    "SX": Sentence("Sint Maarten", "Sint Maarten"),
    "SI": Sentence("Slovenië", "Slovenia"),
    "SK": Sentence("Slowakije", "Slovakia"),
    "ES": Sentence("Spanje", "Spain"),
    "SR": Sentence("Suriname", "Suriname"),
    "TH": Sentence("Thailand", "Thailand"),
    "CZ": Sentence("Tsjechië", "Czechia"),
    "TN": Sentence("Tunesië", "Tunisia"),
    "TR": Sentence("Turkije", "Türkiye"),
    "GB": Sentence("Verenigd Koninkrijk", "United Kingdom"),
    "US": Sentence("Verenigde Staten", "United States"),
    "ZA": Sentence("Zuid-Afrika", "South Africa"),
    "SE": Sentence("Zweden", "Sweden"),
    "CH": Sentence("Zwitserland", "Switzerland"),
}


def country_name(code: str, language: str) -> str:
    """The country as people call it; the code itself for one that is not listed.

    >>> country_name("DE", "nl"), country_name("KE", "nl")
    ('Duitsland', 'KE')
    """
    return COUNTRIES[code].text(language) if code in COUNTRIES else code


def countries(language: str, *, also: str = "") -> list[tuple[str, str]]:
    """Code and name of each, ours first, then by name; `also` is one that must be among them.

    >>> countries("nl")[:2]
    [('NL', 'Nederland'), ('AR', 'Argentinië')]
    """
    named = {code: country_name(code, language) for code in [*COUNTRIES, *([also] if also else [])]}
    return sorted(named.items(), key=lambda pair: (pair[0] != "NL", pair[1]))
