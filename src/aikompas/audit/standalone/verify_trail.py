# SPDX-License-Identifier: EUPL-1.2
"""Verify an AI-Kompas audit trail without AI-Kompas: this one file, Python 3.11 and the package `cryptography`.

    python verify_trail.py export TRAIL.jsonl --public-key KEY [--head HEAD.json]
    python verify_trail.py inclusion PROOF.json --public-key KEY
    python verify_trail.py consistency PROOF.json --public-key KEY [--head HEAD.json]

KEY is the public key of the installation in base64, or a file that holds it. Get it by another way than the file
that you verify; without it the key inside the file is used, and then the signatures prove nothing by themselves.
HEAD is a signed head that you kept earlier: the trail must still contain exactly the entries it counts.
Exit status: 0 intact, 1 not intact, 2 cannot be verified (unreadable file, wrong use).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Document = dict[str, Any]

CONTEXT = b"aikompas-tree-head-v1\n"
SIGNED = ("key_id", "organisation", "root", "size", "time")


class NotIntact(Exception):
    """Something is not what was signed."""


class Unusable(Exception):
    """The file or the key is not what this program reads."""


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1: the hash of two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing Merkle tree; keeps only the perfect subtrees, as pairs of size and root."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf."""
        size, node = 1, leaf_hash(leaf)
        while self._subtrees and self._subtrees[-1][0] == size:
            node = node_hash(self._subtrees.pop()[1], node)
            size *= 2
        self._subtrees.append((size, node))
        self.size += 1

    def root(self) -> str:
        """Return the root in hexadecimal."""
        if not self._subtrees:
            return hashlib.sha256(b"").hexdigest()
        node = self._subtrees[-1][1]
        for _, left in reversed(self._subtrees[:-1]):
            node = node_hash(left, node)
        return node.hex()


class Keys:
    """The public keys that may have signed."""

    def __init__(self, given: list[str]) -> None:
        self.given = bool(given)
        self._keys = {self.name(key): key for key in map(self._read, given)}

    @staticmethod
    def name(key: bytes) -> str:
        """Return the id of a key."""
        return hashlib.sha256(key).hexdigest()[:16]

    @staticmethod
    def _read(text: str) -> bytes:
        try:
            content = Path(text).read_text(encoding="ascii") if Path(text).is_file() else text
            key = base64.b64decode(content.strip(), validate=True)
        except (OSError, ValueError) as error:
            raise Unusable(f"the public key cannot be read: {error}") from error
        if len(key) != 32:
            raise Unusable("an Ed25519 public key has 32 bytes")
        return key

    def take_from(self, document: Document) -> None:
        """Use the keys inside the file, when none were given."""
        if not self.given:
            self._keys = {self.name(key): key for key in map(self._read, document["public_keys"].values())}

    def check(self, head: Document) -> None:
        """Raise unless the head is signed with one of the keys."""
        if head["key_id"] not in self._keys:
            raise NotIntact(f"the head of {head['size']} entries is signed with unknown key {head['key_id']}")
        content = {name: head[name] for name in SIGNED}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        try:
            key = Ed25519PublicKey.from_public_bytes(self._keys[head["key_id"]])
            key.verify(base64.b64decode(head["signature"], validate=True), CONTEXT + text.encode())
        except (InvalidSignature, ValueError):
            raise NotIntact(f"the signature of the head of {head['size']} entries is not valid") from None


def verify_export(file: Path, keys: Keys, kept: Document | None) -> str:
    """Verify a whole trail, line by line."""
    tree, organisation, promised, head = Tree(), "", 0, None
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            document = json.loads(line)
            kind = document["kind"]
            if number == 1:
                if kind != "trail" or document["version"] != 1:
                    raise Unusable("this is not a trail of version 1")
                organisation, promised = document["organisation"], document["size"]
                keys.take_from(document)
            elif kind == "event":
                _add(tree, document["leaf"], organisation)
                _compare_kept(tree, kept, organisation)
            elif kind == "head":
                head = document
                _check_head(tree, head, organisation, keys)
            else:
                raise Unusable(f"line {number} is of an unknown kind: {kind}")
    signed = head["size"] if head else 0
    if tree.size != promised or signed != tree.size:
        raise NotIntact(
            f"{tree.size} entries, of which {signed} are under a signed head; promised were {promised}"
        )
    if kept:
        keys.check(kept)
    if kept and kept["size"] > tree.size:
        raise NotIntact(
            f"entries {tree.size} to {kept['size'] - 1} are gone: the kept head counts {kept['size']}"
        )
    return f"intact: {tree.size} entries, root {tree.root()}"


def _add(tree: Tree, leaf: str, organisation: str) -> None:
    content = json.loads(leaf)
    if content["sequence"] != tree.size:
        raise NotIntact(f"entry {tree.size} is missing: entry {content['sequence']} stands in its place")
    if content["organisation"] != organisation:
        raise NotIntact(f"entry {tree.size} is of another organisation")
    tree.append(leaf.encode())


def _check_head(tree: Tree, head: Document, organisation: str, keys: Keys) -> None:
    keys.check(head)
    if head["size"] != tree.size or head["organisation"] != organisation:
        raise NotIntact(f"the head of {head['size']} entries stands after entry {tree.size - 1}")
    if head["root"] != tree.root():
        raise NotIntact(f"one of the entries before entry {tree.size} is not what was signed")


def _compare_kept(tree: Tree, kept: Document | None, organisation: str) -> None:
    if kept and kept["size"] == tree.size:
        if kept["organisation"] != organisation:
            raise NotIntact("the kept head is of another organisation")
        if kept["root"] != tree.root():
            raise NotIntact(
                f"one of the entries before entry {tree.size} is not what the kept head vouches for"
            )


def verify_inclusion(proof: Document, keys: Keys) -> str:
    """RFC 9162, 2.1.3.2: verify that an entry is under the signed head."""
    keys.take_from(proof)
    head, leaf = proof["head"], json.loads(proof["leaf"])
    keys.check(head)
    position, last = proof["sequence"], head["size"] - 1
    if (
        leaf["sequence"] != position
        or leaf["organisation"] != head["organisation"]
        or not 0 <= position <= last
    ):
        raise NotIntact("the entry does not stand where the proof says")
    node = leaf_hash(proof["leaf"].encode())
    for sibling in map(bytes.fromhex, proof["proof"]):
        if last == 0:
            raise NotIntact("the proof is too long")
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    if last or node.hex() != head["root"]:
        raise NotIntact("the entry is not under the signed head")
    return f"intact: entry {proof['sequence']} ({leaf['id']}) is one of {head['size']}, signed {head['time']}"


def verify_consistency(proof: Document, keys: Keys, kept: Document | None) -> str:
    """RFC 9162, 2.1.4.2: verify that the log under the signed head only grew."""
    keys.take_from(proof)
    head, first = proof["head"], proof["first"]
    keys.check(head)
    if kept:
        keys.check(kept)
        same = (kept["size"], kept["root"], kept["organisation"])
        if same != (first["size"], first["root"], head["organisation"]):
            raise NotIntact("the proof starts from another head than the one that was kept")
    if not _grew(first, head, [bytes.fromhex(node) for node in proof["proof"]]):
        raise NotIntact("the log was changed between the two sizes")
    return f"intact: the log grew from {first['size']} to {head['size']} entries, signed {head['time']}"


def _grew(first: Document, head: Document, nodes: list[bytes]) -> bool:
    if not 0 < first["size"] <= head["size"]:
        return False
    if first["size"] == head["size"]:
        return not nodes and first["root"] == head["root"]
    position, last = first["size"] - 1, head["size"] - 1
    path = nodes if first["size"] & position else [bytes.fromhex(first["root"]), *nodes]
    if not path:
        return False
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old.hex() == first["root"] and new.hex() == head["root"]


def main(arguments: list[str] | None = None) -> int:
    """Verify what the command line names; return the exit status."""
    parser = argparse.ArgumentParser(description="Verifies an AI-Kompas audit trail or a proof from it.")
    parser.add_argument("kind", choices=("export", "inclusion", "consistency"))
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--public-key", action="append", default=[], help="base64, or a file; may be repeated"
    )
    parser.add_argument("--head", type=Path, help="a signed head that you kept earlier")
    options = parser.parse_args(arguments)
    try:
        keys = Keys(options.public_key)
        kept = json.loads(options.head.read_text(encoding="utf-8")) if options.head else None
        if options.kind == "export":
            verdict = verify_export(options.file, keys, kept)
        else:
            proof = json.loads(options.file.read_text(encoding="utf-8"))
            if options.kind == "inclusion":
                verdict = verify_inclusion(proof, keys)
            else:
                verdict = verify_consistency(proof, keys, kept)
    except NotIntact as error:
        print(f"NOT INTACT: {error}")
        return 1
    except (Unusable, OSError, KeyError, ValueError, TypeError, IndexError) as error:
        print(f"cannot be verified: {error}", file=sys.stderr)
        return 2
    print(verdict)
    if not keys.given:
        print("warning: checked with the key inside the file; compare it with the key of the installation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
