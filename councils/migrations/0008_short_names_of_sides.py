from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_places_in_councils_areas"),
    ]

    operations = [
        migrations.AddField(
            model_name="side",
            name="short_name",
            field=models.CharField(
                blank=True,
                default="",
                help_text="As neutral as the label. A page calls the side by it once it has printed the label.",
                max_length=35,
            ),
            preserve_default=False,
        ),
    ]
