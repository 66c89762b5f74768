import django.db.models.constraints
from django.db import migrations, models

# The labels that were entered; those that could name several councils say whom they mean (councils.names.fill).
OWN_LABELS = """
SELECT set_config('counterpoint.publishing', 'on', true);
UPDATE councils_side SET own_label = label;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT set_config('counterpoint.publishing', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0019_words_struck_through"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="side",
            name="councils_side_label_once",
        ),
        migrations.AddField(
            model_name="side",
            name="own_label",
            field=models.CharField(default="", max_length=300, verbose_name="label"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="side",
            name="label",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=600, verbose_name="label as shown"
            ),
        ),
        migrations.RunSQL(OWN_LABELS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="side",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("case", "own_label"),
                name="councils_side_label_once",
                violation_error_message="Another side of this case has this label.",
            ),
        ),
    ]
