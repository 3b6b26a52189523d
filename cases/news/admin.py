"""News on the staff site: what waits to be looked at, and what is shown."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, BaseTabularInline, action, display
from cases.core.dates import shown
from cases.core.errors import DomainError
from cases.news import services
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem


class ToBeJudged(admin.SimpleListFilter):
    title = _("to be judged")
    parameter_name = "to_be_judged"

    def lookups(self, request, model_admin):
        return [("yes", _("to be judged")), ("none", _("no case found"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.undecided()
        return queryset.current().filter(mentions=None) if self.value() == "none" else queryset


class MentionInline(BaseTabularInline):
    model = Mention
    fields = ["case", "suggestion", "relevance", "reason"]
    readonly_fields = ["suggestion"]


@admin.register(NewsItem)
class NewsItemAdmin(BaseAdmin):
    list_display = ["title", "publisher", "shown_date", "is_published"]
    list_filter = [ToBeJudged, "is_published", "published_precision"]
    search_fields = ["title", "summary", "publisher", "body"]
    date_hierarchy = "published_on"
    readonly_fields = ["is_published", "replaces"]
    inlines = [MentionInline]
    actions = ["publish", "withdraw"]
    fieldsets = [
        (None, {"fields": ["title", ("publisher", "url"), ("published_on", "published_precision"), "is_published"]}),
        (_("As received"), {"fields": ["body", "replaces"]}),
        (_("In our own words"), {"fields": ["summary", "summary_en", ("event_on", "event_precision")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["body"] if obj else [])]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name not in ("seen_version", "body")}
        if change:
            stored = NewsItem.objects.get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            changed = {name: values[name] for name in form.changed_data if name in values}
        else:
            stored, is_new = services.take_in(form.cleaned_data["body"], title=values["title"], by=request.user)
            changed = values
            if not is_new:
                messages.warning(request, _("This text was known already; what you filled in was added to it."))
        services.describe_item(stored, **changed, by=request.user)
        obj.pk = stored.pk
        obj.refresh_from_db()

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        seen = {row_form.instance: row_form.cleaned_data.get("seen_version") for row_form in formset.initial_forms}
        for mention, _fields in formset.changed_objects:
            _decide(mention, seen[mention], by=request.user)
        for mention in formset.new_objects:
            services.mention_case(
                mention.item, mention.case, relevance=mention.relevance, reason=mention.reason, by=request.user
            )

    @display(description=_("published on"), ordering="published_on")
    def shown_date(self, item):
        return shown(item.published_on, item.published_precision)

    @action(description=_("Publish title and summary"), permissions=["change"])
    def publish(self, request, queryset):
        for item in queryset:
            try:
                services.publish_item(item, by=request.user)
            except DomainError as error:
                messages.error(request, f"{item.title}: {error.message}")

    @action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw(self, request, queryset):
        for item in queryset:
            services.withdraw_item(item, by=request.user)


@admin.register(Mention)
class MentionAdmin(BaseAdmin):
    list_display = ["item", "case", "suggestion", "reason", "relevance"]
    list_filter = ["relevance", "suggestion"]
    list_select_related = ["item", "case"]
    search_fields = ["item__title", "case__title", "reason"]
    fields = ["item", "case", "suggestion", "reason", "relevance"]
    readonly_fields = ["item", "case", "suggestion"]
    actions = ["is_case", "is_defendant", "is_noise"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        _decide(obj, form.cleaned_data["seen_version"], by=request.user)

    @action(description=_("This is about the case"), permissions=["change"])
    def is_case(self, request, queryset):
        self._decide(request, queryset, Relevance.CASE)

    @action(description=_("This is about the defendant only"), permissions=["change"])
    def is_defendant(self, request, queryset):
        self._decide(request, queryset, Relevance.DEFENDANT)

    @action(description=_("This is about something else"), permissions=["change"])
    def is_noise(self, request, queryset):
        self._decide(request, queryset, Relevance.NOISE)

    def _decide(self, request, queryset, relevance):
        for mention in queryset:
            services.decide_relevance(mention, relevance=relevance, by=request.user)


def _decide(filled_in: Mention, seen_version: int | None, *, by) -> None:
    stored = Mention.objects.select_related("item", "case").get(pk=filled_in.pk)
    stored.version = seen_version or stored.version
    services.decide_relevance(stored, relevance=filled_in.relevance, reason=filled_in.reason, by=by)
