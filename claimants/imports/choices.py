"""Closed lists of the imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """Where an import stands, from the file to the report."""

    UPLOADED = "uploaded", _("columns to be named")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, waits for a decision")
    APPROVAL = "approval", _("waits for a second person")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    FINISHED = "finished", _("finished")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    CANCELLED = "cancelled", _("cancelled")
    REFUSED = "refused", _("file refused")


class FileFormat(models.TextChoices):
    """What kind of file it is, judged by its content."""

    CSV = "csv", _("text with separators (CSV)")
    XLSX = "xlsx", _("Excel workbook (XLSX)")


class Encoding(models.TextChoices):
    """How the letters of a text file are written."""

    UTF_8 = "utf-8", "UTF-8"
    UTF_16 = "utf-16", "UTF-16"
    WINDOWS_1252 = "cp1252", _("Windows-1252 (Excel in the Netherlands)")


class Delimiter(models.TextChoices):
    """What stands between two columns of a text file."""

    SEMICOLON = ";", _("semicolon ;")
    COMMA = ",", _("comma ,")
    TAB = "\t", _("tab")


class DateOrder(models.TextChoices):
    """In which order day, month and year are written."""

    ISO = "iso", _("year-month-day: 2001-12-31")
    DAY_FIRST = "dmy", _("day-month-year: 31-12-2001")
    MONTH_FIRST = "mdy", _("month-day-year: 12/31/2001")


class Verdict(models.TextChoices):
    """What a row of the file does."""

    NEW = "new", _("new")
    UPDATED = "updated", _("updated")
    SAME = "same", _("same")
    REFUSED = "refused", _("refused")


class Step(models.TextChoices):
    """What is done with a range of rows."""

    CHECK = "check", _("check")
    APPLY = "apply", _("take in")
    UNDO = "undo", _("undo")


class Column(models.TextChoices):
    """What a column of the file may mean."""

    FULL_NAME = "full_name", _("name, in one column")
    FIRST_NAME = "first_name", _("first name")
    INFIX = "infix", _("name prefix")
    LAST_NAME = "last_name", _("surname")
    CALLED_NAME = "called_name", _("called")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telephone")
    STREET = "street", _("street, or street and number")
    HOUSE_NUMBER = "house_number", _("house number")
    POSTCODE = "postcode", _("postcode")
    CITY = "city", _("place")
    COUNTRY = "country", _("country of residence")
    BORN_ON = "born_on", _("date of birth")
    LANGUAGE = "language", _("language")
    USED_FROM = "used_from", _("used from")
    USED_UNTIL = "used_until", _("used until")
    JOINED_ON = "joined_on", _("joined on")
    SOURCE_KEY = "source_key", _("key in the source")
    GROUP = "group", _("group")
    FOUNDATION = "foundation", _("foundation")
