# SPDX-License-Identifier: EUPL-1.2
"""Merkle tree hashing and proofs of RFC 9162 (section 2.1), without any storage.

A perfect subtree is named by the sequence of its last leaf and its height: (last, 0) is the leaf itself,
(last, 3) covers the eight leaves that end with it. Every tree splits into perfect subtrees, so who stores
with each leaf the largest perfect subtree that ends there can make any proof from a few dozen hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256(b"").digest()

Span = tuple[int, int]
"""Leaves from start up to and without end, as in D[start:end] of the RFC."""


def leaf_hash(leaf: bytes) -> bytes:
    """Hash one leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two child nodes to their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Frontier:
    """The roots of the perfect subtrees of a tree, largest first: all that is needed to append."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> bytes:
        """Add a leaf hash; return the hash of the largest perfect subtree that ends with it."""
        node = leaf
        for _ in range(trailing_ones(self.size)):
            node = node_hash(self.hashes.pop(), node)
        self.hashes.append(node)
        self.size += 1
        return node

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        return fold(self.hashes)


def fold(subtrees: list[bytes]) -> bytes:
    """Combine the roots of adjacent perfect subtrees, largest first, to one root."""
    if not subtrees:
        return EMPTY_ROOT
    root = subtrees[-1]
    for left in reversed(subtrees[:-1]):
        root = node_hash(left, root)
    return root


def trailing_ones(number: int) -> int:
    """Count the one-bits at the low end: the height of the largest perfect subtree that ends at this leaf."""
    return (~number & (number + 1)).bit_length() - 1


def split(size: int) -> int:
    """Return the largest power of two smaller than size (size > 1)."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Return the spans whose hashes prove that leaf `index` is in a tree of `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """Return the spans whose hashes prove that a tree of `second` leaves extends one of `first`."""
    if not 0 < first <= second:
        raise ValueError(f"a tree of {second} leaves cannot extend a tree of {first} leaves")
    spans: list[Span] = []
    start, end = 0, second
    while first != end:
        middle = start + split(end - start)
        if first <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def perfect_subtrees(span: Span) -> Iterator[tuple[int, int]]:
    """Split a span into perfect subtrees (last, height), largest first."""
    start, end = span
    while start < end:
        height = (end - start).bit_length() - 1
        start += 1 << height
        yield start - 1, height


def needed(spans: Iterable[Span]) -> set[int]:
    """Return the sequences of the leaves whose stored hashes are needed to hash these spans."""
    sequences: set[int] = set()
    for span in spans:
        for last, height in perfect_subtrees(span):
            sequences.add(last)
            if trailing_ones(last) != height:
                sequences.update(last - (1 << lower) for lower in range(height))
    return sequences


def span_hash(span: Span, stored: Mapping[int, tuple[bytes, bytes]]) -> bytes:
    """Hash a span from `stored`: sequence -> (leaf hash, hash of the largest subtree ending there)."""
    return fold([_perfect_root(last, height, stored) for last, height in perfect_subtrees(span)])


def _perfect_root(last: int, height: int, stored: Mapping[int, tuple[bytes, bytes]]) -> bytes:
    leaf, largest = stored[last]
    if trailing_ones(last) == height:
        return largest
    node = leaf
    for lower in range(height):
        node = node_hash(stored[last - (1 << lower)][1], node)
    return node


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Tell whether the proof shows that the leaf hash stands at `index` in the tree of this root."""
    if not 0 <= index < size:
        return False
    node, position, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if position % 2 or position == last:
            node = node_hash(sibling, node)
            while position % 2 == 0 and position:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    *, first: int, second: int, first_root: bytes, second_root: bytes, proof: list[bytes]
) -> bool:
    """Tell whether the proof shows that the second tree is the first one with leaves added at its end."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    path = proof if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    position, last = first - 1, second - 1
    while position % 2:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position % 2 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while position % 2 == 0 and position:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


ReadStored = Callable[[set[int]], Mapping[int, tuple[bytes, bytes]]]


def prove(spans: list[Span], read: ReadStored) -> list[bytes]:
    """Return the hashes of the spans, reading what is stored in one go."""
    stored = read(needed(spans))
    return [span_hash(span, stored) for span in spans]
