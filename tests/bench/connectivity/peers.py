"""The Python side of "npm run bench -- connectivity": python peers.py JOB PEER FOLDER TIMES.

Does one job with one library, TIMES times in this process, and prints JSON: seconds of each, peak memory of the
process in MB, and a number that every peer of the job must agree on. Imports and reading files are not timed. What
would take many minutes is done in part, and its time multiplied: the name of the library says so.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

JOBS = {}


def job(name, peer, scale=1, times=None):
    """`scale`: the whole job is that many times what is done here. `times`: at most so often."""

    def remember(prepare):
        JOBS[name, peer] = prepare, scale, times
        return prepare

    return remember


def synapse_columns(folder):
    import pyarrow.feather

    table = pyarrow.feather.read_table(folder / "synapses.feather", memory_map=False)
    return {name: table[name].to_numpy() for name in table.column_names}


@job("csr", "pandas")
def _(folder):
    import pandas as pd

    table = pd.DataFrame(synapse_columns(folder))
    return lambda: table.groupby(["pre_pt_root_id", "post_pt_root_id"])["size"].agg(["size", "sum"]), len


@job("csr", "polars")
def _(folder):
    import polars as pl

    table = pl.DataFrame(synapse_columns(folder))
    pair = ("pre_pt_root_id", "post_pt_root_id")

    def run():
        return table.group_by(pair).agg(pl.len(), pl.col("size").sum().alias("sum")).sort(pair)

    return run, len


@job("csr", "scipy")
def _(folder):
    import scipy.sparse

    columns = synapse_columns(folder)
    pre, post = columns["pre_pt_root_id"], columns["post_pt_root_id"]

    def run():
        ids, codes = np.unique(np.concatenate([pre, post]), return_inverse=True)
        at = (codes[: len(pre)], codes[len(pre) :])
        shape = (len(ids), len(ids))
        counts = scipy.sparse.coo_matrix((np.ones(len(pre), np.int32), at), shape).tocsr()
        sizes = scipy.sparse.coo_matrix((columns["size"].astype(float), at), shape).tocsr()
        return counts, sizes

    return run, lambda matrices: matrices[0].nnz


def typed_csr(folder):
    """Synapse counts by cell, and the type of every cell."""
    import pyarrow.feather
    import scipy.sparse

    columns = synapse_columns(folder)
    cells = pyarrow.feather.read_table(folder / "cells.feather", memory_map=False)
    ids, types = cells["id"].to_numpy(), cells["type"].to_numpy()
    at = tuple(np.searchsorted(ids, columns[name]) for name in ("pre_pt_root_id", "post_pt_root_id"))
    ones = np.ones(len(at[0]), np.int32)
    return scipy.sparse.coo_matrix((ones, at), (len(ids), len(ids))).tocsr(), types


@job("types", "scipy")
def _(folder):
    import scipy.sparse

    counts, types = typed_csr(folder)

    def run():
        member = scipy.sparse.csr_matrix((np.ones(len(types), np.int32), (np.arange(len(types)), types)))
        return (member.T @ counts @ member).toarray()

    return run, lambda matrix: matrix[3, 5]


@job("types", "numpy")
def _(folder):
    counts, types = typed_csr(folder)
    groups = types.max() + 1

    def run():
        pre = np.repeat(types, np.diff(counts.indptr))
        flat = np.bincount(pre * groups + types[counts.indices], weights=counts.data, minlength=groups**2)
        return flat.reshape(groups, groups)

    return run, lambda matrix: matrix[3, 5]


@job("types", "pandas")
def _(folder):
    import pandas as pd

    counts, types = typed_csr(folder)
    pairs = counts.tocoo()
    table = pd.DataFrame({"pre": pairs.row, "post": pairs.col, "synapses": pairs.data})

    def run():
        return table.groupby([types[table["pre"]], types[table["post"]]])["synapses"].sum()

    return run, lambda sums: sums[3, 5]


def edges_of(folder):
    return np.load(folder / "graph-edges.npy")


SWAPS_AN_EDGE = 10


@job("shuffles", "igraph (10 of 1,000)", scale=100)
def _(folder):
    import igraph

    graph = igraph.Graph(edges_of(folder).tolist(), directed=True)

    def run():
        for _ in range(10):
            drawn = graph.copy()
            drawn.rewire(SWAPS_AN_EDGE * graph.ecount())
        return drawn

    return run, lambda drawn: sum(degree**2 for degree in drawn.outdegree() + drawn.indegree())


@job("shuffles", "networkx (a 100th of 1 of 1,000)", scale=100_000, times=1)
def _(folder):
    import networkx as nx

    graph = nx.DiGraph(edges_of(folder).tolist())
    swaps = SWAPS_AN_EDGE * graph.number_of_edges() // 100

    def run():
        return nx.directed_edge_swap(graph.copy(), nswap=swaps, max_tries=100 * swaps, seed=1)

    return run, lambda drawn: sum(d**2 for _, d in [*drawn.out_degree(), *drawn.in_degree()])


BIN_NM = 25_000


@job("strata", "numpy (20 of 1,000)", scale=50)
def _(folder):
    edges, positions, types = (np.load(folder / f"graph-{name}.npy") for name in ("edges", "positions", "types"))
    cells, groups = len(types), types.max() + 1
    apart = np.linalg.norm(positions[:, None] - positions[None], axis=2)
    stratum = (apart // BIN_NM).astype(np.int64) * groups**2 + types[:, None] * groups + types[None]
    np.fill_diagonal(stratum, -1)
    flat = stratum.ravel()
    pairs = np.argsort(flat, kind="stable")[cells:]
    keys, starts, sizes = np.unique(flat[pairs], return_index=True, return_counts=True)
    observed = np.bincount(np.searchsorted(keys, flat[edges[:, 0] * cells + edges[:, 1]]), minlength=len(keys))
    random = np.random.default_rng(1)

    def run():
        reciprocal = []
        for _ in range(20):
            drawn = np.zeros(cells * cells, bool)
            for start, size, n in zip(starts, sizes, observed):
                if n:
                    drawn[pairs[start + random.choice(size, n, replace=False)]] = True
            matrix = drawn.reshape(cells, cells)
            reciprocal.append(np.count_nonzero(matrix & matrix.T) // 2)
        return matrix

    return run, np.count_nonzero


@job("triads", "igraph")
def _(folder):
    import igraph

    graph = igraph.Graph(edges_of(folder).tolist(), directed=True)
    return graph.triad_census, lambda census: census["300"]


@job("triads", "networkx", times=1)
def _(folder):
    import networkx as nx

    graph = nx.DiGraph(edges_of(folder).tolist())
    return lambda: nx.triadic_census(graph), lambda census: census["300"]


@job("ward", "scipy")
def _(folder):
    from scipy.cluster.hierarchy import linkage

    rows = np.load(folder / "features.npy")
    return lambda: linkage(rows, "ward"), lambda tree: round(tree[-1, 2] * 1e6)


@job("ward", "fastcluster")
def _(folder):
    from fastcluster import linkage

    rows = np.load(folder / "features.npy")
    return lambda: linkage(rows, "ward"), lambda tree: round(tree[-1, 2] * 1e6)


@job("ward", "scikit-learn")
def _(folder):
    from sklearn.cluster import AgglomerativeClustering

    rows = np.load(folder / "features.npy")

    def run():
        return AgglomerativeClustering(linkage="ward", compute_distances=True).fit(rows)

    return run, lambda model: round(model.distances_.max() * 1e6)


RADIUS_NM = 5_000
STEP_NM = 1_000


def skeletons(folder, kind):
    """`[positions, parents]` of each tree, in steps of STEP_NM already."""
    ends = np.cumsum(np.load(folder / f"{kind}-nodes.npy"))[:-1]
    return list(zip(*(np.split(np.load(folder / f"{kind}-{what}.npy"), ends) for what in ("positions", "parents"))))


def discretised(positions, parents):
    """The points of a tree and the pieces between them. Its edges are not longer than a step."""
    child = np.flatnonzero(parents >= 0)
    pieces = np.stack([child, parents[child]], axis=1)
    a, b = positions[pieces[:, 0]].astype(float), positions[pieces[:, 1]].astype(float)
    return positions.astype(float), pieces, np.linalg.norm(a - b, axis=1)


def near_length(near, pieces, lengths):
    """A piece counts when one of its ends is near."""
    return lengths[near[pieces].any(axis=1)].sum()


@job("proximity", "scipy, tree by tree")
def _(folder):
    from scipy.spatial import cKDTree

    axons = [discretised(*tree) for tree in skeletons(folder, "axon")]
    dendrites = [discretised(*tree) for tree in skeletons(folder, "dendrite")]

    def run():
        trees = [cKDTree(points) for points, _, _ in dendrites]
        close = {}
        for i, (points, pieces, lengths) in enumerate(axons):
            low, high = points.min(0) - RADIUS_NM, points.max(0) + RADIUS_NM
            for j, tree in enumerate(trees):
                if (tree.mins > high).any() or (tree.maxes < low).any():
                    continue
                near = np.isfinite(tree.query(points, distance_upper_bound=RADIUS_NM)[0])
                if not near.any():
                    continue
                back = np.isfinite(cKDTree(points).query(tree.data, distance_upper_bound=RADIUS_NM)[0])
                close[i, j] = near_length(near, pieces, lengths), near_length(back, *dendrites[j][1:])
        return close

    return run, len


@job("proximity", "scipy, all at once")
def _(folder):
    import scipy.sparse
    from scipy.spatial import cKDTree

    def gather(kind):
        parts = [discretised(*tree) for tree in skeletons(folder, kind)]
        starts = np.cumsum([0, *(len(points) for points, _, _ in parts)])
        points = np.concatenate([part[0] for part in parts])
        pieces = np.concatenate([part[1] + start for part, start in zip(parts, starts)])
        owner = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
        return points, pieces, np.concatenate([part[2] for part in parts]), owner, len(parts)

    axons, dendrites = gather("axon"), gather("dendrite")

    def lengths_near(own, other, hits):
        """Row: own tree, column: other tree; `hits` are pairs of points of the two."""
        points, pieces, lengths, owner, count = own
        near = scipy.sparse.csr_matrix((np.ones(len(hits[0]), bool), (hits[0], other[3][hits[1]])), (len(points), other[4]))
        either = ((near[pieces[:, 0]] + near[pieces[:, 1]]) != 0).astype(float)
        member = scipy.sparse.csr_matrix((lengths, (owner[pieces[:, 0]], np.arange(len(pieces)))), (count, len(pieces)))
        return member @ either

    def run():
        found = cKDTree(axons[0]).sparse_distance_matrix(cKDTree(dendrites[0]), RADIUS_NM, output_type="ndarray")
        forth = lengths_near(axons, dendrites, (found["i"], found["j"]))
        lengths_near(dendrites, axons, (found["j"], found["i"]))
        return forth

    return run, lambda forth: forth.nnz


@job("bootstrap", "scipy")
def _(folder):
    from scipy.stats import bootstrap

    sample = np.load(folder / "sample.npy")

    def run():
        return bootstrap((sample,), np.mean, n_resamples=10_000, method="BCa", rng=np.random.default_rng(1))

    return run, lambda result: len(result.bootstrap_distribution)


@job("bootstrap", "numpy, percentile alone")
def _(folder):
    sample = np.load(folder / "sample.npy")
    random = np.random.default_rng(1)

    def run():
        means = sample[random.integers(0, len(sample), (10_000, len(sample)))].mean(axis=1)
        np.percentile(means, [2.5, 97.5])
        return means

    return run, len


def main():
    name, peer, folder, wanted = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    prepare, scale, most = JOBS[name, peer]
    run, check = prepare(folder)
    seconds = []
    for _ in range(min(wanted, most or wanted)):
        result = None  # the one before is let go first
        start = time.perf_counter()
        result = run()
        seconds.append((time.perf_counter() - start) * scale)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"seconds": seconds, "peakMb": peak, "check": int(check(result))}))


if sys.argv[1:] == ["list"]:
    print(json.dumps(list(JOBS)))
else:
    main()
