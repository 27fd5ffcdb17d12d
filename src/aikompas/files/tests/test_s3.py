# SPDX-License-Identifier: EUPL-1.2
"""Files on an S3-compatible server: a real one (SeaweedFS), started for these tests."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from aikompas.config.settings.environment import file_storage
from aikompas.files import selectors, services
from aikompas.files.tests.factories import pdf, stored
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, member, system

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.only_sqlite]
KEY, SECRET, BUCKET = "sleutel", "een-geheim-van-de-test", "aikompas"
PATIENCE = 60


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _command(program: Path, folder: Path, ports: list[int]) -> list[str]:
    rights = {
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [{"name": "test", **rights}]}), encoding="utf-8")
    names = ("master", "volume", "filer", "s3")
    numbers = [
        option
        for name, (port, grpc) in zip(names, zip(ports[::2], ports[1::2], strict=True), strict=True)
        for option in (f"-{name}.port={port}", f"-{name}.port.grpc={grpc}")
    ]
    fixed = [
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-dir={folder}",
        "-volume.max=3",
        "-filer",
        "-s3",
        "-s3.iam=false",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
    ]
    return [str(program), "server", *fixed, *numbers, f"-s3.config={config}"]


def _wait_for_bucket(endpoint: str) -> None:
    options = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
        config=options,
    )
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            client.create_bucket(Bucket=BUCKET)
            client.put_object(Bucket=BUCKET, Key="ready", Body=b"yes")
        except (BotoCoreError, ClientError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running S3-compatible server with an empty bucket."""
    program = Path(sys.executable).with_name("weed")
    if not program.exists():
        pytest.skip("the S3-compatible server SeaweedFS is not installed (requirements/dev.txt)")
    folder, ports = tmp_path_factory.mktemp("s3"), _free_ports(8)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(_command(program, folder, ports), cwd=folder, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{ports[6]}"
        _wait_for_bucket(address)
        yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def bucket(endpoint: str, storage: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep files in the bucket, by the settings that an administrator gives."""
    given = {"S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": endpoint, "S3_ACCESS_KEY": KEY, "S3_SECRET_KEY": SECRET}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with override_settings(STORAGES={**settings.STORAGES, "default": file_storage()}):
        yield


def test_a_file_is_stored_downloaded_and_removed(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    content = pdf()
    file = stored(DepartmentFactory(), "rapport.pdf", content)
    client = sign_in(Client(), member(file.organisation))
    response = client.get(file.get_absolute_url())
    assert response.getvalue() == content
    assert response.headers["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_file(actor=system(file.organisation), file=file)
    assert not default_storage.exists(file.content.name)


def test_a_content_that_is_lost_gives_a_404() -> None:
    file = stored(DepartmentFactory())
    default_storage.delete(file.content.name)
    assert sign_in(Client(), member(file.organisation)).get(file.get_absolute_url()).status_code == 404


def test_cleaning_up_finds_what_no_file_names() -> None:
    department = DepartmentFactory()
    kept = stored(department)
    left = default_storage.save(f"{department.organisation_id}/{'0' * 40}", ContentFile(b"rest"))
    found = list(selectors.abandoned_contents(department.organisation_id, older_than=timedelta(0)))
    assert found == [left]
    assert default_storage.exists(kept.content.name)


def test_nobody_reads_the_bucket_without_the_key(endpoint: str) -> None:
    file = stored(DepartmentFactory())
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{endpoint}/{BUCKET}/{file.content.name}")
    assert refused.value.code == 403
