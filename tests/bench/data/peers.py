"""The Python side of "npm run bench -- data": python peers.py JOB PEER FOLDER TIMES.

Does one job with one library, TIMES times in this process, and prints JSON: seconds of each, peak memory of the
process in MB, and a number that every peer of the job must agree on. Imports are not timed.
"""

import json
import resource
import sys
import time
from pathlib import Path

JOBS = {}


def job(name, peer):
    def remember(prepare):
        JOBS[name, peer] = prepare
        return prepare

    return remember


def arrays_checksum(columns):
    """Sum of the sizes: of a column of synapse sizes by name."""
    return int(columns["size"].sum())


@job("feather", "pandas")
def _(folder):
    import pandas as pd

    def run():
        table = pd.read_feather(folder / "synapses.feather")
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("feather", "polars")
def _(folder):
    import polars as pl

    def run():
        table = pl.read_ipc(folder / "synapses.feather")
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("feather", "pyarrow")
def _(folder):
    import pyarrow.feather

    def run():
        table = pyarrow.feather.read_table(folder / "synapses.feather", memory_map=False)
        return {name: table[name].to_numpy() for name in table.column_names}

    return run, arrays_checksum


@job("parquet", "pandas")
def _(folder):
    import pandas as pd

    def run():
        table = pd.read_parquet(folder / "synapses.parquet")
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("parquet", "polars")
def _(folder):
    import polars as pl

    def run():
        table = pl.read_parquet(folder / "synapses.parquet")
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("parquet", "pyarrow")
def _(folder):
    import pyarrow.parquet

    def run():
        table = pyarrow.parquet.read_table(folder / "synapses.parquet")
        return {name: table[name].to_numpy() for name in table.column_names}

    return run, arrays_checksum


@job("parquet", "duckdb")
def _(folder):
    import duckdb

    return lambda: duckdb.sql(f"from '{folder}/synapses.parquet'").fetchnumpy(), arrays_checksum


def names_of(folder):
    return json.loads((folder / "columns.json").read_text())


@job("csv.gz", "pandas")
def _(folder):
    import pandas as pd

    def run():
        table = pd.read_csv(folder / "synapses.csv.gz", names=names_of(folder))
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("csv.gz", "polars")
def _(folder):
    import polars as pl

    def run():
        table = pl.read_csv(folder / "synapses.csv.gz", has_header=False, new_columns=names_of(folder))
        return {name: table[name].to_numpy() for name in table.columns}

    return run, arrays_checksum


@job("csv.gz", "pyarrow")
def _(folder):
    import pyarrow.csv

    def run():
        options = pyarrow.csv.ReadOptions(column_names=names_of(folder))
        table = pyarrow.csv.read_csv(folder / "synapses.csv.gz", read_options=options)
        return {name: table[name].to_numpy() for name in table.column_names}

    return run, arrays_checksum


@job("csv.gz", "duckdb")
def _(folder):
    import duckdb

    names = names_of(folder)
    query = f"from read_csv('{folder}/synapses.csv.gz', header = false, names = {names})"
    return lambda: duckdb.sql(query).fetchnumpy(), arrays_checksum


@job("connectivity", "pandas")
def _(folder):
    import pandas as pd

    table = pd.read_feather(folder / "synapses.feather")

    def run():
        return table.groupby(["pre_pt_root_id", "post_pt_root_id"])["size"].agg(["size", "sum"])

    return run, len


@job("connectivity", "polars")
def _(folder):
    import polars as pl

    table = pl.read_ipc(folder / "synapses.feather")

    def run():
        return table.group_by("pre_pt_root_id", "post_pt_root_id").agg(pl.len(), pl.col("size").sum().alias("sum"))

    return run, len


@job("connectivity", "pyarrow")
def _(folder):
    import pyarrow.feather

    table = pyarrow.feather.read_table(folder / "synapses.feather", memory_map=False)

    def run():
        return table.group_by(["pre_pt_root_id", "post_pt_root_id"]).aggregate([("size", "count"), ("size", "sum")])

    return run, len


@job("connectivity", "duckdb")
def _(folder):
    import duckdb
    import pyarrow.feather

    table = pyarrow.feather.read_table(folder / "synapses.feather", memory_map=False)
    connection = duckdb.connect()
    connection.register("synapses", table)
    query = """
        select pre_pt_root_id, post_pt_root_id, count(*) n, sum(size) total from synapses
        group by pre_pt_root_id, post_pt_root_id
    """
    return lambda: connection.sql(query).fetchnumpy(), lambda columns: len(columns["n"])


def ids_of(folder, file):
    return [int(text) for text in json.loads((folder / file).read_text())]


@job("skeletons", "cloud-volume")
def _(folder):
    from cloudvolume import CloudVolume

    ids = ids_of(folder, "skeleton-ids.json")
    volume = CloudVolume(f"file://{folder}/skeletons-plain", progress=False)
    return lambda: volume.skeleton.get(ids), lambda skeletons: sum(len(s.vertices) for s in skeletons)


@job("skeletons", "navis")
def _(folder):
    import navis

    navis.set_pbars(hide=True)
    files = [folder / "skeletons-plain" / "skeletons" / str(segment) for segment in ids_of(folder, "skeleton-ids.json")]
    info = folder / "skeletons-plain" / "skeletons" / "info"

    def run():
        return navis.read_precomputed(files, datatype="skeleton", info=str(info))

    return run, lambda neurons: sum(n.n_nodes for n in neurons)


@job("shards", "cloud-volume")
def _(folder):
    from cloudvolume import CloudVolume

    ids = ids_of(folder, "shard-ids.json")

    def run():
        # a new one each time, so that no index is cached
        volume = CloudVolume(f"file://{folder}/skeletons-sharded", progress=False)
        return volume.skeleton.get(ids)

    return run, lambda skeletons: sum(len(s.vertices) for s in skeletons)


@job("shards", "tensorstore")
def _(folder):
    import numpy as np
    import tensorstore as ts

    ids = ids_of(folder, "shard-ids.json")
    spec = {
        "driver": "neuroglancer_uint64_sharded",
        "metadata": json.loads((folder / "sharding.json").read_text()),
        "base": f"file://{folder}/skeletons-sharded/skeletons/",
    }

    def run():
        store = ts.KvStore.open(spec).result()
        waiting = [store.read(segment.to_bytes(8, "big")) for segment in ids]
        return [result.result().value for result in waiting]

    return run, lambda values: sum(int(np.frombuffer(value, np.uint32, 1)[0]) for value in values)


@job("draco", "cloud-volume")
def _(folder):
    from cloudvolume import CloudVolume

    volume = CloudVolume(f"file://{folder}/meshes", progress=False)
    ids = sorted(int(file.stem) for file in (folder / "meshes" / "mesh").glob("*.index"))
    return lambda: volume.mesh.get(ids), lambda meshes: sum(len(mesh.faces) for mesh in meshes.values())


@job("draco", "DracoPy, alone")
def _(folder):
    import DracoPy

    files = [file.with_suffix("") for file in sorted((folder / "meshes" / "mesh").glob("*.index"))]

    def run():
        meshes = [DracoPy.decode(file.read_bytes()) for file in files]
        return [(mesh.points, mesh.faces) for mesh in meshes]

    return run, lambda meshes: sum(len(faces) for _, faces in meshes)


@job("swc", "navis")
def _(folder):
    import navis

    navis.set_pbars(hide=True)
    files = sorted((folder / "swc").iterdir())
    return lambda: navis.read_swc(files), lambda neurons: sum(n.n_nodes for n in neurons)


def main():
    name, peer, folder, times = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    run, check = JOBS[name, peer](folder)
    seconds = []
    for _ in range(times):
        result = None  # the one before is let go first
        start = time.perf_counter()
        result = run()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"seconds": seconds, "peakMb": peak, "check": int(check(result))}))


if sys.argv[1:] == ["list"]:
    print(json.dumps(list(JOBS)))
else:
    main()
