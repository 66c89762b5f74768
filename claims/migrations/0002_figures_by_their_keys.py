"""A figure of a proposed council names one that its option has; a reckoning, figures that its claims have."""

from django.db import migrations

FIGURES = """
ALTER TABLE claims_figure ADD CONSTRAINT claims_figure_proposed_known
    FOREIGN KEY (option_id, proposed) REFERENCES proposals_proposedcouncil (option_id, key)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims_term ADD CONSTRAINT claims_term_figure_known
    FOREIGN KEY (claim_id, figure) REFERENCES claims_figure (claim_id, key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims_reckoning ADD CONSTRAINT claims_reckoning_figure_known
    FOREIGN KEY (stated_in_id, stated_figure) REFERENCES claims_figure (claim_id, key)
    DEFERRABLE INITIALLY DEFERRED;
"""

FIGURES_BACK = """
ALTER TABLE claims_reckoning DROP CONSTRAINT claims_reckoning_figure_known;
ALTER TABLE claims_term DROP CONSTRAINT claims_term_figure_known;
ALTER TABLE claims_figure DROP CONSTRAINT claims_figure_proposed_known;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_claims_and_readings")]

    operations = [migrations.RunSQL(FIGURES, FIGURES_BACK)]
