# SPDX-License-Identifier: EUPL-1.2
"""Make the virtual environment and install the locked requirements: `python3 scripts/environment.py base|dev`.

Runs with any Python (it says so when it is too old) and installs nothing that is not locked with a hash.
The package itself is put on the path, not built, so that no build tool has to be downloaded and a moved
checkout keeps working.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MINIMUM = (3, 11)
CONSOLE_COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -m aikompas.cli "$@"
"""


def stop(message):
    """End with one clear line."""
    sys.exit("aikompas: " + message)


def make_virtual_environment():
    """Create .venv unless a working one is there."""
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    print("Creating the virtual environment .venv", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        stop("python cannot make a virtual environment; on Debian or Ubuntu: apt-get install python3-venv")


def locked_files(kind):
    """Return the lock files this kind of environment needs; Node comes from PyPI when the machine has none."""
    names = ["base.txt"] if kind == "base" else ["dev.txt"]
    if kind == "base" and not shutil.which("node"):
        names.append("node.txt")
    return [ROOT / "requirements" / name for name in names]


def install(kind):
    """Install the locked requirements, unless the stamp says that exactly these are installed."""
    files = locked_files(kind)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    stamp = VENV / ("." + kind)
    if not (stamp.exists() and stamp.read_text() == digest):
        names = ", ".join(path.name for path in files)
        print("Installing the locked requirements (" + names + ")", flush=True)
        command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        command += ["--require-hashes"]
        for path in files:
            command += ["-r", str(path)]
        environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
        if subprocess.call(command, env=environment):
            stop("the requirements could not be installed; the lines above say why")
    stamp.write_text(digest)


def put_package_on_path():
    """Make `import aikompas` and the command `.venv/bin/aikompas` work, by paths relative to .venv."""
    for packages in VENV.glob("lib/python3.*/site-packages"):
        (packages / "aikompas.pth").write_text("../../../../src\n")
        break
    else:
        stop("the virtual environment is not complete; remove .venv and try again")
    command = VENV / "bin" / "aikompas"
    command.write_text(CONSOLE_COMMAND)
    command.chmod(0o755)


def main():
    """Bring the environment up to date."""
    if sys.version_info[:2] < MINIMUM:
        stop(
            "Python 3.11 or newer is needed; this is "
            + sys.version.split()[0]
            + "; try: make PYTHON=python3.11"
        )
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in {"base", "dev"}:
        stop("say which environment: python3 scripts/environment.py base|dev")
    make_virtual_environment()
    install(kind)
    put_package_on_path()


if __name__ == "__main__":
    main()
