"""Writes what "npm run bench -- connectivity" reads: python inputs.py FOLDER SYNAPSES.

Everything is seeded, so two runs write the same data: a synapse table as MICrONS has it, a wiring diagram of 2,000
cells with types and places, a table of features, axons and dendrites as trees, and a sample of numbers.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.feather

CELLS = 90_000
FIRST_ROOT = 864691135000000000
TYPES = 18


def write_synapses(folder: Path, rows: int, random: np.random.Generator) -> None:
    """A few cells take part in most synapses, most partners lie close by, and no cell synapses on itself."""
    roots = FIRST_ROOT + np.sort(random.choice(10**9, CELLS, replace=False)).astype(np.int64)
    weights = random.lognormal(0, 1, CELLS)
    pre = random.choice(np.arange(CELLS), rows, p=weights / weights.sum())
    step = random.normal(0, 300, rows).astype(np.int64)
    post = (pre + np.where(step == 0, 1, step)) % CELLS
    size = random.lognormal(8, 1, rows).astype(np.int32)
    table = pa.table({"pre_pt_root_id": roots[pre], "post_pt_root_id": roots[post], "size": size})
    pa.feather.write_feather(table, folder / "synapses.feather", compression="uncompressed")
    cells = pa.table({"id": roots, "type": random.integers(0, TYPES, CELLS, dtype=np.int32)})
    pa.feather.write_feather(cells, folder / "cells.feather", compression="uncompressed")


def write_graph(folder: Path, random: np.random.Generator, cells: int = 2_000, edges: int = 135_000) -> None:
    """Likelier between cells that lie close, and from and to some cells much likelier than others."""
    positions = random.uniform(0, 1, (cells, 3)) * [1_000_000, 700_000, 800_000]
    distance = np.linalg.norm(positions[:, None] - positions[None], axis=2)
    weight = np.exp(-distance / 150_000) * random.lognormal(0, 0.7, (cells, 1)) * random.lognormal(0, 0.7, (1, cells))
    np.fill_diagonal(weight, 0)
    # the largest of weight / exponential numbers: a draw without replacement
    keys = (weight / random.exponential(1, weight.shape)).ravel()
    chosen = np.sort(np.argpartition(-keys, edges)[:edges])
    np.save(folder / "graph-edges.npy", np.stack([chosen // cells, chosen % cells], axis=1).astype(np.int32))
    np.save(folder / "graph-positions.npy", positions)
    np.save(folder / "graph-types.npy", random.integers(0, TYPES, cells, dtype=np.int32))


def write_features(folder: Path, random: np.random.Generator, rows: int = 1_351, columns: int = 29) -> None:
    centres = random.normal(0, 3, (TYPES, columns))
    np.save(folder / "features.npy", centres[random.integers(0, TYPES, rows)] + random.normal(0, 1, (rows, columns)))


def grow_tree(random: np.random.Generator, nodes: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """A branching walk in steps of 1 µm, kept going in its own direction; parents before children."""
    positions = np.empty((nodes, 3), np.float32)
    parents = np.full(nodes, -1, np.int32)
    positions[0] = random.uniform(0, 300_000, 3)
    tips = [(0, random.normal(size=3))]
    for node in range(1, nodes):
        which = random.integers(len(tips))
        parent, heading = tips[which]
        heading = heading + spread * random.normal(size=3)
        heading /= np.linalg.norm(heading)
        positions[node] = positions[parent] + 1_000 * heading
        parents[node] = parent
        tips[which] = (node, heading)
        if random.uniform() < 0.01:
            tips.append((node, random.normal(size=3)))
    return positions, parents


def write_skeletons(folder: Path, random: np.random.Generator, count: int = 200) -> None:
    for kind, nodes, spread in (("axon", 3_000, 0.15), ("dendrite", 2_000, 0.1)):
        trees = [grow_tree(random, nodes, spread) for _ in range(count)]
        np.save(folder / f"{kind}-positions.npy", np.concatenate([positions for positions, _ in trees]))
        np.save(folder / f"{kind}-parents.npy", np.concatenate([parents for _, parents in trees]))
        np.save(folder / f"{kind}-nodes.npy", np.array([len(parents) for _, parents in trees], np.int32))


def main() -> None:
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    random = np.random.default_rng(20250409)
    write_synapses(folder, rows, random)
    write_graph(folder, random)
    write_features(folder, random)
    write_skeletons(folder, random)
    np.save(folder / "sample.npy", random.lognormal(0, 1, 1_000))


main()
