"""Who is in front of whom in one view, from the record's count of hidden pixels."""

from collections.abc import Sequence

from dyce.record import Instance

__all__ = ["clusters", "front_first", "in_front", "mutual"]

Pairs = dict[tuple[int, int], int]
"""Pixels by (id of the one in front, id of the one behind)."""


def in_front(instances: Sequence[Instance]) -> Pairs:
    """Which instance hides which, and by how many pixels; of two that hide each other, the one that hides more. No structure.

    Of two that hide as much of each other as the other does of them, neither is in front.
    """
    hidden = _hidden(instances)
    net = {(a, b): pixels - hidden.get((b, a), 0) for (a, b), pixels in hidden.items()}
    return {pair: hidden[pair] for pair, pixels in net.items() if pixels > 0}


def mutual(instances: Sequence[Instance]) -> int:
    """How many pairs of instances hide each other: a chair's legs around a table's."""
    hidden = _hidden(instances)
    return sum(a < b and (b, a) in hidden for a, b in hidden)


def _hidden(instances: Sequence[Instance]) -> Pairs:
    here = {instance.id for instance in instances}
    return {
        (occluder.id, instance.id): occluder.pixels
        for instance in instances
        for occluder in instance.hidden_by
        if occluder.id in here and occluder.id != instance.id
    }


def front_first(instances: Sequence[Instance]) -> list[int]:
    """Ids such that whoever is in front comes first; of those that need no order, the lower id.

    Where three or more hide each other in a ring, it is cut before the one that the rest hide the least of.
    """
    behind: dict[int, dict[int, int]] = {instance.id: {} for instance in instances}
    for (a, b), pixels in in_front(instances).items():
        behind[b][a] = pixels
    order: list[int] = []
    while behind:
        first = min(behind, key=lambda id_: (sum(behind[id_].values()), id_))
        order.append(first)
        del behind[first]
        for others in behind.values():
            others.pop(first, None)
    return order


def clusters(instances: Sequence[Instance]) -> dict[int, tuple[int, int]]:
    """KINS's relative order: by id, the cluster of instances that hide one another, from 0, and the place in it, 0 in front.

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
