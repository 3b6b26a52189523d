"""Which news items."""

from django.db import models

from cases.news.choices import Relevance


class NewsItemQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True)

    def about(self, case):
        return self.filter(mentions__case=case, mentions__relevance=Relevance.CASE)

    def undecided(self):
        return self.filter(mentions__relevance=Relevance.UNDECIDED)
