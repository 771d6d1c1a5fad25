"""The Python side of "npm run bench -- figures": python peers.py RECIPE PEER MIRROR TIMES.

Makes one panel from the released files with pandas, SciPy and statsmodels, with or without a picture by matplotlib, TIMES
times in this process, and prints JSON: seconds of each, peak memory in MB, and a number that ours must agree on, times a
million. Imports are not timed.
"""

import io
import json
import resource
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.multitest import multipletests

GITHUB = "raw.githubusercontent.com"
DING = "spapa013/microns-funconn-2025/9b6d9fd4f104e0664bae2be7293eae8cc09abb05/results"
MICRONS = "AllenInstitute/MicronsFunctionalConnectomics/be24e51bd7090e9fb32a9099b4e0c6025342629b"
PROJECTIONS = ["V1->V1", "HVA->HVA", "V1->HVA", "HVA->V1"]
POPULATIONS = ["Connected", "ADP", "Same region"]
VARIABLE = "IN_SILICO_SIG_CORR_CVT"
PANELS = {}


def panel(name):
    """A panel is two functions: numbers of a folder, and a picture of the numbers."""

    def remember(make):
        PANELS[name] = make
        return make

    return remember


def adjusted(p):
    return multipletests(p, method="fdr_bh")[1]


def png(figure):
    figure.savefig(io.BytesIO(), format="png", dpi=100)
    plt.close(figure)


@panel("ding2025/fig2d")
def _(folder):
    def numbers():
        table = pd.read_feather(folder / GITHUB / DING / "like2like/area/presyn_mean.feather")
        table = table[table["variable_name"] == VARIABLE]
        panels, tests = {}, []
        for projection in PROJECTIONS:
            wide = table[table["proj_hva"] == projection].pivot(
                index="pre_nucleus_id", columns="population", values="variable_mean"
            )
            wide = wide[POPULATIONS].dropna()
            panels[projection] = wide
            for a, b in [(0, 1), (0, 2), (1, 2)]:
                tests.append(stats.ttest_rel(wide[POPULATIONS[a]], wide[POPULATIONS[b]]))
        return panels, tests, adjusted([test.pvalue for test in tests])

    def picture(found):
        panels, _, p = found
        figure, axes = plt.subplots(1, 4, sharey=True, figsize=(8, 4.8))
        for axis, (name, wide) in zip(axes, panels.items()):
            axis.plot(range(3), wide.to_numpy().T, color="0.8", lw=0.8)
            axis.errorbar(range(3), wide.mean(), wide.sem(), fmt="o", color="k", capsize=4)
            axis.set_xticks(range(3), POPULATIONS)
            axis.set_title(f"{name}\nn = {len(wide)}")
        png(figure)

    return numbers, picture, lambda found: found[1][0].statistic


@panel("ding2025/fig2f")
def _(folder):
    area = folder / GITHUB / DING / "like2like/area"

    def numbers():
        bins = pd.read_csv(area / "bs_stats.csv")
        bins = bins[(bins["variable_name"] == VARIABLE) & (bins["quantity_name"] == "SYNAPSE_DENSITY")]
        edges = bins["bins"].str.extract(r"\((.+), (.+)\]").astype(float)
        bins = bins.assign(middle=edges.mean(axis=1).round(6))
        paths = list(area.glob("*/glmm_emtrends.csv"))
        slopes = pd.concat(
            [pd.read_csv(path).rename(columns=lambda name: "trend" if name.endswith(".trend") else name) for path in paths]
        )
        slopes = slopes[(slopes["variable_name"] == VARIABLE) & (slopes["quantity_name"] == "SYNAPSE_DENSITY")]
        p = adjusted(2 * stats.norm.sf(np.abs(slopes["trend"] / slopes["std.error"])))
        refits = {}
        for projection in PROJECTIONS:
            rows = bins[bins["proj_hva"] == projection]
            model = sm.GLM(
                rows["n_synapses"], sm.add_constant(rows["middle"]), sm.families.Poisson(), exposure=rows["dend_len"]
            )
            refits[projection] = model.fit().params["middle"]
        return bins, slopes, p, refits

    def picture(found):
        bins, *_ = found
        figure, axes = plt.subplots(1, 4, sharey=True, figsize=(8.6, 3.8))
        for axis, projection in zip(axes, PROJECTIONS):
            rows = bins[(bins["proj_hva"] == projection) & (bins["n_synapses"] > 10) & (bins["n_pre"] > 10)]
            axis.fill_between(rows["middle"], rows["ci_low"], rows["ci_high"], alpha=0.3)
            axis.plot(rows["middle"], rows["mean"], "ko-")
            axis.set_title(projection)
        png(figure)

    return numbers, picture, lambda found: found[3]["V1->V1"]


@panel("ding2025/fig4")
def _(folder):
    layers = folder / GITHUB / DING / "like2like/area_layer"

    def numbers():
        read = [pd.read_csv(path) for path in layers.glob("*/glmm_emtrends.csv")]
        slopes = pd.concat([t.rename(columns=lambda n: "trend" if n.endswith(".trend") else n) for t in read])
        slopes = slopes[(slopes["variable_name"] == VARIABLE) & (slopes["quantity_name"] == "SYNAPSE_DENSITY")]
        counts = pd.concat([pd.read_csv(path) for path in layers.glob("*/glmm_meta_info.csv")])
        counts = counts[(counts["variable_name"] == VARIABLE) & (counts["quantity_name"] == "SYNAPSE_DENSITY")]
        p = adjusted(2 * stats.norm.sf(np.abs(slopes["trend"] / slopes["std.error"])))
        return slopes.merge(counts, on="proj_hva_layer"), p

    def picture(found):
        table, p = found
        parts = table["proj_hva_layer"].str.split("->", expand=True)
        places = [f"{area}{layer}" for area in ("V1", "HVA") for layer in ("L2/3", "L4", "L5")]
        figure, axis = plt.subplots(figsize=(4.9, 4.7))
        density = table["n_synapses"] / table["dend_len"]
        for pre, post, slope, size, q in zip(parts[0], parts[1], table["trend"], density, p):
            side = 0.9 * np.sqrt(size / density.max())
            corner = (places.index(post) - side / 2, places.index(pre) - side / 2)
            color = plt.cm.bwr(0.5 + slope / 8)
            axis.add_patch(plt.Rectangle(corner, side, side, facecolor=color, edgecolor="k" if q < 0.05 else "none"))
        axis.set(xlim=(-0.5, 5.5), ylim=(5.5, -0.5), xticks=range(6), yticks=range(6), xticklabels=places, yticklabels=places)
        png(figure)

    return numbers, picture, lambda found: int((found[1] < 0.05).sum())


@panel("ding2025/fig5c")
def _(folder):
    effects = [("n_synapses", "pred_n_synapses"), ("dend_len", "pred_dend_len"), ("n_synapses", "pred_n_synapses|dend_len")]

    def numbers():
        table = pd.read_feather(folder / GITHUB / DING / "common_inputs/pre_mean_corr.feather")
        table = table[table["type"] == "post"]
        pairs, p = [], []
        for observed, expected in effects:
            for projection in PROJECTIONS:
                rows = table[table["proj_hva"] == projection].pivot(
                    index="pre_nucleus_id", columns="weight", values="pre_mean"
                )
                pair = rows[[observed, expected]].dropna()
                pairs.append((projection, pair))
                p.append(stats.wilcoxon(pair[observed], pair[expected]).pvalue)
        return pairs, adjusted(p)

    def picture(found):
        figure, axes = plt.subplots(1, 4, sharey=True, figsize=(7.8, 4.4))
        for axis, (projection, pair) in zip(axes, found[0][:4]):
            axis.plot([0, 1], pair.to_numpy().T, color="0.8", lw=0.8)
            axis.boxplot(pair.to_numpy(), positions=[0, 1])
            axis.set_title(projection)
        png(figure)

    return numbers, picture, lambda found: found[0][0][1].iloc[:, 0].median()


@panel("microns2025/fig3g")
def _(folder):
    place = folder / GITHUB / MICRONS / "Fig 3/panel_g"

    def numbers():
        responses = np.load(place / "tuned_unit_responses.npy")
        directions = np.load(place / "directions.npy").ravel()
        mean = responses.reshape(80, 16, 4).mean(axis=2)
        angle = np.angle((mean * np.exp(1j * np.deg2rad(directions))).sum(axis=1))
        at_place = directions[mean.argmax(axis=1)] == np.repeat(directions, 5)
        return responses, angle % (2 * np.pi), at_place.sum()

    def picture(found):
        responses, angle, _ = found
        figure, axis = plt.subplots(figsize=(6.2, 5))
        figure.colorbar(axis.imshow(responses[np.argsort(angle)], aspect="auto"))
        png(figure)

    return numbers, picture, lambda found: int(found[2])


@panel("microns2025/fig6k")
def _(folder):
    place = folder / GITHUB / MICRONS / "Fig 6/panel_k"

    def numbers():
        pre = np.load(place / "pre_trace.npy").ravel()
        post = np.load(place / "post_traces.npy").reshape(231, -1)
        r = np.array([np.corrcoef(pre, partner)[0, 1] for partner in post])
        return pre, post, r, stats.wilcoxon(r)

    def picture(found):
        pre, post, *_ = found
        figure, axis = plt.subplots(figsize=(6.2, 5.6))
        figure.colorbar(axis.imshow(np.vstack([np.tile(pre, (14, 1)), post]), aspect="auto"))
        png(figure)

    return numbers, picture, lambda found: found[2].mean()


@panel("microns2025/fig7d")
def _(folder):
    place = folder / GITHUB / MICRONS / "Fig 7"

    def numbers():
        inhibitory = pd.read_csv(place / "Fig7-VISp-L3a-Inh-conn-mastersheet.csv")
        excitatory = pd.read_csv(place / "Fig7-VISp-L3a-order1-E-conn.csv", index_col=0)
        cells = [name for name in inhibitory.columns if name.isdigit()]
        onto = inhibitory.groupby("cell_type")[cells].sum().sum(axis=1)
        return inhibitory, excitatory, cells, onto

    def picture(found):
        inhibitory, _, cells, _ = found
        rows = inhibitory.sort_values(["cell_type", "pt_position_y"])
        counts = rows.drop(columns=["pt_root_id", "pt_position_y", "cell_type"]).to_numpy(float)
        figure, axis = plt.subplots(figsize=(6, 9))
        figure.colorbar(axis.imshow(np.log10(np.where(counts > 0, counts, np.nan)), aspect="auto"))
        png(figure)

    return numbers, picture, lambda found: int(found[3]["PTC"])


WAYS = {"pandas, SciPy": False, "pandas, SciPy, matplotlib": True}


def main():
    name, way, folder, times = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    numbers, picture, check = PANELS[name](folder)
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        found = numbers()
        if WAYS[way]:
            picture(found)
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"seconds": seconds, "peakMb": peak, "check": round(float(check(found)) * 1e6)}))


if sys.argv[1:] == ["list"]:
    print(json.dumps([[name, way] for name in PANELS for way in WAYS]))
else:
    main()
