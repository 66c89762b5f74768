from django.db import migrations, models

# The names that were entered; those that two councils share are told apart after migrating (councils.names.fill).
OWN_NAMES = """
SELECT set_config('counterpoint.publishing', 'on', true);
UPDATE councils_voice SET own_name = name;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT set_config('counterpoint.publishing', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0004_entries_belong_to_councils"),
    ]

    operations = [
        migrations.AddField(
            model_name="voice",
            name="own_name",
            field=models.CharField(
                default="",
                help_text="In full, as council papers print it: Melton Borough Council; Cabinet of …",
                max_length=300,
                verbose_name="name",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="voice",
            name="name",
            field=models.CharField(
                db_default="", default="", editable=False, max_length=340, verbose_name="name as shown"
            ),
        ),
        migrations.AddField(
            model_name="council",
            name="county",
            field=models.ForeignKey(
                blank=True,
                help_text="For a district: the county council in whose area it lies, where that is not the case's only"
                " one.",
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="councils.voice",
            ),
        ),
        migrations.RunSQL(OWN_NAMES, migrations.RunSQL.noop),
    ]
