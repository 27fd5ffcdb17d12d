"""Kept questionnaires move to the library; answers can be set aside by another version of the questionnaire."""

import yaml
from django.db import migrations, models

ORIGINS = [
    ("person", "Filled in by a person"),
    ("facts", "Filled in from the facts of the application"),
    ("earlier", "Taken over from the earlier assessment"),
    ("other", "Taken over from another assessment"),
    ("default", "Filled in by the questionnaire itself"),
    ("version", "Set aside by another version of the questionnaire"),
]


def move(apps, schema_editor):
    Assessment = apps.get_model("assessments", "Assessment")
    File = apps.get_model("library", "InstrumentFile")
    for kept in apps.get_model("assessments", "KeptQuestionnaire").objects.all():
        data = yaml.safe_load(kept.content)
        begun = Assessment.objects.filter(organisation_id=kept.organisation_id, sha256=kept.sha256).first()
        File.objects.get_or_create(
            organisation_id=kept.organisation_id,
            sha256=kept.sha256,
            defaults={
                "id": kept.pk,
                "created_at": kept.created_at,
                "kind": "questionnaire",
                "urn": data["urn"],
                "language": begun.language if begun else (data.get("language") or "nl"),
                "version": str(data.get("version") or ""),
                "name": data["name"][:200],
                "content": kept.content,
                "source": "shipped",
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_teamwork_and_route"),
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="KeptQuestionnaire"),
        migrations.AlterField(
            model_name="assessmentanswer",
            name="origin",
            field=models.CharField(choices=ORIGINS, default="person", max_length=10),
        ),
        migrations.AlterField(
            model_name="answerchange",
            name="origin",
            field=models.CharField(choices=ORIGINS, max_length=10),
        ),
    ]
