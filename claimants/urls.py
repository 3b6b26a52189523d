"""The claimant's own pages."""

urlpatterns = []
