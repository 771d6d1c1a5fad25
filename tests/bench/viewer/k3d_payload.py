"""A k3d plot of the benchmark's scene as k3d's own binary snapshot, in base64: SCENE_FOLDER DRAWS_JSON OUT."""

import base64
import json
import sys

import k3d
import numpy as np

folder, draws, out = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
with open(f"{folder}/scene.json", encoding="utf-8") as file:
    scene = json.load(file)
colors, point_color = draws["colors"], draws["pointColor"]


def array(name, dtype, width):
    return np.fromfile(f"{folder}/{name}", dtype=dtype).reshape(-1, width)


def surfaces(name):
    positions = array(f"{name}.positions.f32", "<f4", 3)
    triangles = array(f"{name}.triangles.u32", "<u4", 3)
    v = t = 0
    for of in scene[name]:
        yield positions[v : v + of["vertices"]], triangles[t : t + of["triangles"]]
        v += of["vertices"]
        t += of["triangles"]


def segments(name):
    of = scene["sets"][name]
    nodes = array(f"{name}.nodes.f32", "<f4", 4)
    parents = np.fromfile(f"{folder}/{name}.parents.i32", dtype="<i4")
    for n in range(of["neurons"]):
        part = slice(n * of["nodesEach"], (n + 1) * of["nodesEach"])
        ends = np.stack([np.arange(of["nodesEach"]), parents[part]], axis=1)[1:]
        yield nodes[part, :3], ends.astype("<u4")


camera = scene["camera"]
plot = k3d.plot(
    camera_auto_fit=False,
    grid_visible=False,
    menu_visibility=False,
    axes_helper=0,
    camera_fov=camera["fov"],
    background_color=0xFFFFFF,
    height=600,
)
plot.camera = draws["camera"]
how = draws.get("skeletons")
if how == "tubes":
    for n, (vertices, triangles) in enumerate(surfaces(draws["set"] + "Tubes")):
        plot += k3d.mesh(vertices, triangles, color=colors[n % len(colors)])
if how == "lines":
    for n, (vertices, ends) in enumerate(segments(draws["set"])):
        plot += k3d.lines(vertices, ends, indices_type="segment", shader="simple", color=colors[n % len(colors)])
if draws.get("meshes"):
    for m, (vertices, triangles) in enumerate(surfaces("meshes")):
        plot += k3d.mesh(vertices, triangles, color=colors[m % len(colors)])
if draws.get("points"):
    plot += k3d.points(array("points.f32", "<f4", 3), point_size=2000, shader="3d", color=point_color)
with open(out, "wb") as file:
    file.write(base64.b64encode(plot.get_binary_snapshot(compression_level=9)))
