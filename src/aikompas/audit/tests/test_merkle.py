# SPDX-License-Identifier: EUPL-1.2
"""Merkle hashing and proofs, against the recursive definitions of RFC 9162."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.audit import merkle

SIZES = st.integers(min_value=1, max_value=130)


def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


def naive_root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return hashlib.sha256(b"\x01" + naive_root(hashes[:half]) + naive_root(hashes[half:])).digest()


def grown(size: int) -> tuple[merkle.Frontier, dict[int, tuple[bytes, bytes]]]:
    frontier = merkle.Frontier()
    return frontier, {index: (leaf, frontier.append(leaf)) for index, leaf in enumerate(leaves(size))}


def inclusion(index: int, size: int) -> list[bytes]:
    stored = grown(size)[1]
    return merkle.prove(merkle.inclusion_spans(index, size), lambda keys: {key: stored[key] for key in keys})


def consistency(first: int, second: int) -> list[bytes]:
    stored = grown(second)[1]
    return merkle.prove(
        merkle.consistency_spans(first, second), lambda keys: {key: stored[key] for key in keys}
    )


@given(st.integers(min_value=0, max_value=300))
def test_the_frontier_has_the_root_of_the_definition(size):
    assert grown(size)[0].root() == naive_root(leaves(size))


@given(st.integers(min_value=0, max_value=2**20))
def test_the_frontier_holds_one_hash_per_one_bit_of_the_size(size):
    assert sum(1 for _ in merkle.perfect_subtrees((0, size))) == size.bit_count()


@given(SIZES, st.data())
def test_every_inclusion_proof_verifies(size, data):
    index = data.draw(st.integers(0, size - 1))

    assert merkle.verify_inclusion(
        leaf=leaves(size)[index],
        index=index,
        size=size,
        proof=inclusion(index, size),
        root=naive_root(leaves(size)),
    )


@given(SIZES, st.data())
def test_an_inclusion_proof_proves_nothing_else(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof, root, leaf = inclusion(index, size), naive_root(leaves(size)), leaves(size)[index]
    other_index = data.draw(st.integers(-1, size).filter(lambda number: number != index))
    other_leaf = merkle.leaf_hash(b"something else")

    assert not merkle.verify_inclusion(leaf=other_leaf, index=index, size=size, proof=proof, root=root)
    assert not merkle.verify_inclusion(leaf=leaf, index=other_index, size=size, proof=proof, root=root)
    assert not merkle.verify_inclusion(leaf=leaf, index=index, size=size, proof=[*proof, leaf], root=root)
    if proof:
        position = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:position], other_leaf, *proof[position + 1 :]]
        assert not merkle.verify_inclusion(leaf=leaf, index=index, size=size, proof=changed, root=root)
        assert not merkle.verify_inclusion(leaf=leaf, index=index, size=size, proof=proof[:-1], root=root)


@given(SIZES, st.data())
def test_every_consistency_proof_verifies(second, data):
    first = data.draw(st.integers(1, second))

    assert merkle.verify_consistency(
        first=first,
        second=second,
        first_root=naive_root(leaves(first)),
        second_root=naive_root(leaves(second)),
        proof=consistency(first, second),
    )


@given(st.integers(min_value=2, max_value=130), st.data())
def test_a_consistency_proof_fails_for_a_rewritten_past(second, data):
    first = data.draw(st.integers(1, second - 1))
    rewritten = leaves(first)
    rewritten[data.draw(st.integers(0, first - 1))] = merkle.leaf_hash(b"rewritten")

    assert not merkle.verify_consistency(
        first=first,
        second=second,
        first_root=naive_root(rewritten),
        second_root=naive_root(leaves(second)),
        proof=consistency(first, second),
    )


@given(st.integers(min_value=2, max_value=130), st.data())
def test_a_changed_consistency_proof_fails(second, data):
    first = data.draw(st.integers(1, second - 1))
    proof = consistency(first, second)
    position = data.draw(st.integers(0, len(proof) - 1))
    changed = [*proof[:position], merkle.leaf_hash(b"changed"), *proof[position + 1 :]]
    roots = {"first_root": naive_root(leaves(first)), "second_root": naive_root(leaves(second))}

    assert not merkle.verify_consistency(first=first, second=second, proof=changed, **roots)
    assert not merkle.verify_consistency(first=first, second=second, proof=proof[:-1], **roots)
    assert not merkle.verify_consistency(first=first, second=second, proof=[*proof, proof[0]], **roots)


def test_a_leaf_outside_the_tree_has_no_proof():
    with pytest.raises(ValueError, match="leaf 3 is not in a tree of 3 leaves"):
        merkle.inclusion_spans(3, 3)


def test_a_tree_does_not_extend_a_larger_one():
    with pytest.raises(ValueError, match="cannot extend"):
        merkle.consistency_spans(4, 3)
