"""Decision trees move to the library; runs know theirs by the hash of the file."""

from hashlib import sha256

from django.db import migrations

import aikompas.core.ids


def move(apps, schema_editor):
    File = apps.get_model("library", "InstrumentFile")
    Part = apps.get_model("library", "InstrumentPart")
    Choice = apps.get_model("library", "InstrumentChoice")
    for tree in apps.get_model("classification", "LoadedTree").objects.all():
        file, _made = File.objects.get_or_create(
            organisation_id=tree.organisation_id,
            sha256=tree.sha256,
            defaults={
                "id": tree.pk,
                "created_at": tree.created_at,
                "kind": "decision-tree",
                "urn": tree.urn,
                "language": "nl",
                "version": tree.version,
                "name": tree.name,
                "content": tree.content,
                "source": "uploaded",
                "loaded_by_id": tree.loaded_by_id,
            },
        )
        for kind in ("categories", "definitions"):
            text = getattr(tree, kind).encode()
            if text:
                Part.objects.get_or_create(
                    instrument=file,
                    name=f"{kind}.yaml",
                    defaults={
                        "id": aikompas.core.ids.new_id(),
                        "organisation_id": tree.organisation_id,
                        "kind": kind,
                        "media_type": "text/yaml",
                        "sha256": sha256(text).hexdigest(),
                        "content": text,
                    },
                )
        if tree.is_active:
            Choice.objects.update_or_create(
                organisation_id=tree.organisation_id,
                kind="decision-tree",
                urn="",
                language="",
                defaults={"instrument": file},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("classification", "0002_tree_chapters_and_terms"),
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(model_name="classificationrun", name="loaded_tree"),
        migrations.DeleteModel(name="LoadedTree"),
    ]
