"""Which news items, and which mentions."""

from django.db import models

from cases.news.choices import Relevance


class NewsItemQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True)

    def about(self, case):
        return self.filter(mentions__case=case, mentions__relevance=Relevance.CASE)

    def undecided(self):
        return self.current().filter(mentions__relevance=Relevance.UNDECIDED).distinct()

    def current(self):
        """Without earlier wordings of the same item."""
        return self.filter(replaced_by=None)


class MentionQuerySet(models.QuerySet):
    def undecided(self):
        return self.filter(relevance=Relevance.UNDECIDED, item__replaced_by=None)
