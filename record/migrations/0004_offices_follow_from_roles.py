from django.db import migrations, models

# What every officer had who was given no office of their own.
FORMER_DEFAULT = "Editor"


def leave_the_default_empty(apps, schema_editor):
    apps.get_model("record", "Officer").objects.filter(office=FORMER_DEFAULT).update(office="")


def name_every_office(apps, schema_editor):
    apps.get_model("record", "Officer").objects.filter(office="").update(office=FORMER_DEFAULT)


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0003_entries_belong_to_councils"),
    ]

    operations = [
        migrations.AlterField(
            model_name="officer",
            name="office",
            field=models.CharField(
                blank=True,
                default="",
                help_text="How the public log names this person's work, such as “Policy officer”. Never a name. "
                "Left empty, it is named by role and council: “Officer of Kent County Council”.",
                max_length=200,
            ),
        ),
        migrations.AlterField(
            model_name="officer",
            name="is_superuser",
            field=models.BooleanField(
                default=False,
                help_text="Manages officers and their memberships, and publishes nothing.",
                verbose_name="administrator",
            ),
        ),
        migrations.RunPython(leave_the_default_empty, name_every_office),
    ]
