"""Fetch uv from PyPI with nothing but Python, for machines that have neither uv nor pip.

python3 .ci/fetch_uv.py .uv/bin/uv
"""

import hashlib
import io
import json
import platform
import re
import sys
import urllib.request
import zipfile
from pathlib import Path

INDEX = "https://pypi.org/simple/uv/"
JSON = "application/vnd.pypi.simple.v1+json"  # packaging.python.org, simple repository API


def platform_pattern() -> str:
    """What the file name of a wheel for this machine ends with."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    if sys.platform == "darwin":
        return rf"macosx_\d+_\d+_{machine.replace('aarch64', 'arm64')}\.whl$"
    libc = "musllinux" if platform.libc_ver()[0] != "glibc" else "manylinux"
    return rf"{libc}[\w.]*_{machine.replace('arm64', 'aarch64')}[\w.]*\.whl$"


def newest(files: list) -> dict:
    """The newest release for this machine."""
    wanted = re.compile(rf"^uv-(\d+)\.(\d+)\.(\d+)-.*{platform_pattern()}")
    found = [
        (tuple(map(int, match.groups())), file)
        for file in files
        if (match := wanted.match(file["filename"])) and not file.get("yanked")
    ]
    if not found:
        sys.exit("There is no uv for this machine on PyPI. See https://docs.astral.sh/uv/")
    return max(found, key=lambda one: one[0])[1]


def main(target: Path) -> None:
    """Download, compare the checksum, unpack the one file that is needed."""
    request = urllib.request.Request(INDEX, headers={"Accept": JSON})
    with urllib.request.urlopen(request, timeout=60) as answer:
        file = newest(json.load(answer)["files"])
    with urllib.request.urlopen(file["url"], timeout=300) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != file["hashes"]["sha256"]:
        sys.exit("The download of uv is damaged. Please try again.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".data/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(name))
    target.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
