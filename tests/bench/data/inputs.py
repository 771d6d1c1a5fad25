"""Writes what "npm run bench -- data" reads, with the reference implementations: python inputs.py FOLDER ROWS.

Everything is seeded, so two runs write the same data. The synapse table has the columns of MICrONS' synapse exports;
who meets whom is drawn with log-normal weights, as in cortex a few cells take part in most synapses.
"""

import gzip
import json
import sys
from pathlib import Path

import DracoPy
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet
import tensorstore as ts
from cloudvolume import CloudVolume, Skeleton
from cloudvolume.datasource.precomputed.mesh.multilod import MultiLevelPrecomputedMeshManifest

CELLS = 90_000
FIRST_ROOT = 864691135000000000


def synapses(rows: int, random: np.random.Generator) -> pa.Table:
    roots = FIRST_ROOT + np.sort(random.choice(10**9, CELLS, replace=False)).astype(np.int64)
    weights = random.lognormal(0, 1, CELLS)
    cells = np.arange(CELLS)
    pre = random.choice(cells, rows, p=weights / weights.sum())
    # most partners lie close by
    post = (pre + random.normal(0, 300, rows).astype(np.int64)) % CELLS
    return pa.table(
        {
            "id": np.arange(1, rows + 1, dtype=np.int64),
            "pre_pt_root_id": roots[pre],
            "post_pt_root_id": roots[post],
            "size": random.lognormal(8, 1, rows).astype(np.int32),
            "ctr_pt_position_x": random.integers(30_000, 200_000, rows, dtype=np.int32),
            "ctr_pt_position_y": random.integers(30_000, 150_000, rows, dtype=np.int32),
            "ctr_pt_position_z": random.integers(14_850, 27_850, rows, dtype=np.int32),
        }
    )


SQL_TYPES = {"int64": "bigint", "int32": "integer"}


def write_tables(folder: Path, rows: int, random: np.random.Generator) -> None:
    table = synapses(rows, random)
    pa.feather.write_feather(table, folder / "synapses.feather", compression="lz4")
    pa.parquet.write_table(table, folder / "synapses.parquet", compression="snappy")
    header = "".join(f"{field.name},{SQL_TYPES[str(field.type)]}\n" for field in table.schema)
    (folder / "synapses_header.csv").write_text(header)
    with gzip.open(folder / "synapses.csv.gz", "wb", compresslevel=6) as file:
        pa.csv.write_csv(table, file, pa.csv.WriteOptions(include_header=False))
    # several peers want names in the file
    (folder / "columns.json").write_text(json.dumps(table.column_names))


def tree(nodes: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions in nm, radii in nm, parents (-1 for the root) of a branching walk."""
    parents = np.arange(-1, nodes - 1)
    branches = random.random(nodes) < 0.02
    branches[:2] = False
    parents[branches] = (random.random(branches.sum()) * np.flatnonzero(branches)).astype(np.int64)
    steps = random.normal(0, 400, (nodes, 3))
    positions = np.empty((nodes, 3))
    for i in range(nodes):
        positions[i] = steps[i] + (positions[parents[i]] if parents[i] >= 0 else 500_000)
    return positions.astype(np.float32), random.uniform(50, 900, nodes).astype(np.float32), parents


def skeleton_of(segment: int, nodes: int, random: np.random.Generator) -> Skeleton:
    positions, radii, parents = tree(nodes, random)
    edges = np.stack([np.arange(1, nodes), parents[1:]], axis=1).astype(np.uint32)
    compartments = random.integers(1, 5, nodes, dtype=np.uint8)
    return Skeleton(positions, edges, radii, compartments, segid=segment, extra_attributes=ATTRIBUTES)


ATTRIBUTES = [
    {"id": "radius", "data_type": "float32", "num_components": 1},
    {"id": "vertex_types", "data_type": "uint8", "num_components": 1},
]
INFO = {
    "@type": "neuroglancer_skeletons",
    "transform": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    "vertex_attributes": ATTRIBUTES,
}
SHARDING = {
    "@type": "neuroglancer_uint64_sharded_v1",
    "preshift_bits": 2,
    "hash": "murmurhash3_x86_128",
    "minishard_bits": 4,
    "shard_bits": 2,
    "minishard_index_encoding": "gzip",
    "data_encoding": "gzip",
}


def folder_of_volume(folder: Path, **parts: str) -> Path:
    info = CloudVolume.create_new_info(
        num_channels=1, layer_type="segmentation", data_type="uint64", encoding="raw", resolution=[8, 8, 40],
        voxel_offset=[0, 0, 0], volume_size=[64, 64, 64], chunk_size=[64, 64, 64], **parts,
    )
    folder.mkdir()
    (folder / "info").write_text(json.dumps(info))
    return folder


def skeleton_folder(folder: Path, skeleton_info: dict) -> Path:
    folder_of_volume(folder, skeletons="skeletons")
    (folder / "skeletons").mkdir()
    (folder / "skeletons" / "info").write_text(json.dumps(skeleton_info))
    return folder


def write_skeletons(folder: Path, random: np.random.Generator) -> None:
    ids = FIRST_ROOT + np.sort(random.choice(10**9, 1000, replace=False))
    binaries = {int(segment): skeleton_of(int(segment), 2000, random).to_precomputed() for segment in ids}
    plain = skeleton_folder(folder / "skeletons-plain", INFO)
    for segment, binary in binaries.items():
        (plain / "skeletons" / str(segment)).write_bytes(binary)
    (folder / "skeleton-ids.json").write_text(json.dumps([str(segment) for segment in ids]))


def write_shards(folder: Path, random: np.random.Generator) -> None:
    ids = FIRST_ROOT + np.sort(random.choice(10**9, 10_000, replace=False))
    sharded = skeleton_folder(folder / "skeletons-sharded", {**INFO, "sharding": SHARDING})
    store = ts.KvStore.open(
        {
            "driver": "neuroglancer_uint64_sharded",
            "metadata": SHARDING,
            "base": f"file://{sharded}/skeletons/",
        }
    ).result()
    with ts.Transaction() as transaction:
        for segment in ids:
            binary = skeleton_of(int(segment), 100, random).to_precomputed()
            store.with_transaction(transaction)[int(segment).to_bytes(8, "big")] = binary
    asked = random.choice(ids, 2000, replace=False)
    (folder / "shard-ids.json").write_text(json.dumps([str(segment) for segment in asked]))
    (folder / "sharding.json").write_text(json.dumps(SHARDING))


def write_swc(folder: Path, random: np.random.Generator) -> None:
    out = folder / "swc"
    out.mkdir()
    for number in range(100):
        positions, radii, parents = tree(20_000, random)
        kinds = random.integers(1, 5, len(radii))
        rows = (
            f"{i + 1} {kinds[i]} {x:.3f} {y:.3f} {z:.3f} {r:.3f} {parents[i] + 1 if parents[i] >= 0 else -1}"
            for i, ((x, y, z), r) in enumerate(zip(positions / 1000, radii / 1000))
        )
        (out / f"{FIRST_ROOT + number}.swc").write_text("# x y z radius in um\n" + "\n".join(rows) + "\n")


def surface(quads: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A bumpy sphere of about 2 * quads**2 triangles, nm."""
    u, v = np.meshgrid(np.linspace(0, 2 * np.pi, quads), np.linspace(0.01, np.pi - 0.01, quads))
    r = 5000 + 800 * np.sin(5 * u + random.uniform(0, 6)) * np.cos(4 * v + random.uniform(0, 6))
    points = np.stack([r * np.cos(u) * np.sin(v), r * np.sin(u) * np.sin(v), r * np.cos(v)], axis=-1)
    index = np.arange(quads * quads).reshape(quads, quads)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
    triangles = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([b, d, c], -1).reshape(-1, 3)])
    return (points.reshape(-1, 3) + 500_000).astype(np.float32), triangles.astype(np.uint32)


def write_draco(folder: Path, random: np.random.Generator) -> None:
    """Multi-resolution Draco meshes with one level and one fragment each, in a segmentation's folder."""
    bits = 16
    mesh_info = {
        "@type": "neuroglancer_multilod_draco",
        "vertex_quantization_bits": bits,
        "transform": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
        "lod_scale_multiplier": 1,
    }
    out = folder_of_volume(folder / "meshes", mesh="mesh") / "mesh"
    out.mkdir()
    (out / "info").write_text(json.dumps(mesh_info))
    for segment in range(FIRST_ROOT, FIRST_ROOT + 100):
        points, triangles = surface(160, random)
        origin = np.floor(points.min(axis=0))
        shape = np.ceil(points.max(axis=0) - origin + 1)
        stored = np.round((points - origin) / shape * (2**bits - 1)).astype(np.uint32)
        fragment = DracoPy.encode(stored, triangles, compression_level=7)
        manifest = MultiLevelPrecomputedMeshManifest(
            segment_id=segment, chunk_shape=shape.astype(np.float32), grid_origin=origin.astype(np.float32),
            num_lods=1, lod_scales=[1.0], vertex_offsets=np.zeros((1, 3), np.float32), num_fragments_per_lod=[1],
            fragment_positions=[np.zeros((1, 3), np.uint32)], fragment_offsets=[len(fragment)],
        )
        (out / str(segment)).write_bytes(fragment)
        (out / f"{segment}.index").write_bytes(manifest.to_binary())


def main() -> None:
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    random = np.random.default_rng(20250409)
    write_tables(folder, rows, random)
    write_skeletons(folder, random)
    write_shards(folder, random)
    write_swc(folder, random)
    write_draco(folder, random)


main()
