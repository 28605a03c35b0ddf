"""Who is in front of whom in one view, from the pixels that a record counts: pairs, an order where there is one, cycles.

A record's `behind` counts each pixel at which one instance has a surface before another, whether it is seen there or not. Records
that are older have only `hidden_by`, which counts a pixel for the one that is seen there; they are ordered by it.
"""

from collections.abc import Sequence

import numpy as np

from dyce.data.record import Instance

__all__ = ["Pairs", "before", "clusters", "cycles", "front_first", "in_front", "mutual"]

Pairs = dict[tuple[int, int], int]
"""Pixels by (id of the one in front, id of the one behind)."""


def before(instances: Sequence[Instance]) -> Pairs:
    """In how many pixels which instance is in front of which, structure left out.

    Two may be in front of each other, at different pixels.
    """
    here = {instance.id for instance in instances}
    return {
        (other.id, instance.id): other.pixels
        for instance in instances
        for other in (instance.hidden_by if instance.behind is None else instance.behind)
        if other.id in here and other.id != instance.id
    }


def in_front(instances: Sequence[Instance]) -> Pairs:
    """As `before`, but of two that are in front of each other only the one that is so at more pixels; neither if at as many."""
    pairs = before(instances)
    return {(a, b): pixels for (a, b), pixels in pairs.items() if pixels > pairs.get((b, a), 0)}


def mutual(instances: Sequence[Instance]) -> int:
    """How many pairs of instances are in front of each other: a chair's legs around a table's."""
    pairs = before(instances)
    return sum(a < b and (b, a) in pairs for a, b in pairs)


def cycles(instances: Sequence[Instance]) -> list[list[int]]:
    """The groups that have no order from front to back, ids ascending: each of a group is, by way of others, before itself.

    Two that are in front of each other, three bars interlocked. These are the strongly connected components of `before` with more
    than one member; where there are none, `front_first` is an order from front to back.
    """
    ids, reach = _reach(instances)
    groups = {tuple(np.flatnonzero(row).tolist()) for row in reach & reach.T if row.any()}
    return [[ids[place] for place in group] for group in sorted(groups)]


def front_first(instances: Sequence[Instance]) -> list[int]:
    """Ids such that whoever is in front comes first; of those that need no order, the lower id.

    Only in a cycle can one come before another that is in front of it: it is cut before the one that the rest hide the least of.
    """
    ids, reach = _reach(instances)
    waits = dict(zip(ids, reach.T & ~reach))  # for those that are in front of it and not in a cycle with it
    behind: dict[int, dict[int, int]] = {id_: {} for id_ in ids}
    for (a, b), pixels in in_front(instances).items():
        behind[b][a] = pixels
    order: list[int] = []
    left = np.ones(len(ids), bool)
    while behind:
        free = [id_ for id_ in behind if not (waits[id_] & left).any()]
        first = min(free, key=lambda id_: (sum(behind[id_].values()), id_))
        order.append(first)
        left[ids.index(first)] = False
        del behind[first]
        for others in behind.values():
            others.pop(first, None)
    return order


def _reach(instances: Sequence[Instance]) -> tuple[list[int], np.ndarray]:
    """The ids, ascending, and (N, N) bool: whether a chain of instances, each in front of the next, leads from one to another."""
    ids = sorted(instance.id for instance in instances)
    reach = np.zeros((len(ids), len(ids)), np.float32)
    for a, b in before(instances):
        reach[ids.index(a), ids.index(b)] = 1
    for _ in range(len(ids).bit_length()):  # each time, chains of twice the length
        reach = np.minimum(1, reach + reach @ reach)
    return ids, reach > 0


def clusters(instances: Sequence[Instance]) -> dict[int, tuple[int, int]]:
    """KINS's relative order: by id, the cluster of instances in front of one another, from 0, and the place in it, 0 in front.

    Source: Qi et al., Amodal Instance Segmentation with KINS Dataset, CVPR 2019, section 3.1.
    """
    order = front_first(instances)
    cluster = {id_: id_ for id_ in order}
    pairs = in_front(instances)
    for a, b in pairs:
        old, new = cluster[b], cluster[a]
        cluster = {id_: new if found == old else found for id_, found in cluster.items()}
    numbers = {found: number for number, found in enumerate(dict.fromkeys(cluster[id_] for id_ in order))}
    depth: dict[int, int] = {}
    for id_ in order:  # behind all that are in front of it, as KINS counts: what nothing hides is 0
        depth[id_] = 1 + max((depth[a] for a, b in pairs if b == id_ and a in depth), default=-1)
    return {id_: (numbers[cluster[id_]], depth[id_]) for id_ in order}
