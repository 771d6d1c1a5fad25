// One browser for all of it; every case in a page, a profile and a GPU process of its own.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { nameOf } from './cases.mjs';

/**
 * `limitMs` for each of loading, the first picture and the frames. A case whose frames are long has shown how long they
 * are after `movingMs` of them, and then has fewer than `moves` (two at least).
 */
export const PATIENCE = {
  full: { limitMs: 90_000, moves: 7, movingMs: 8_000 },
  quick: { limitMs: 30_000, moves: 5, movingMs: 3_000 },
};

/** `gpu`: let Chromium use the machine's graphics hardware; else it draws in software, the same everywhere. */
export async function launch(gpu) {
  const drawing = gpu
    ? ['--ignore-gpu-blocklist', '--enable-gpu', '--use-angle=gl-egl']
    : ['--disable-gpu', '--enable-unsafe-swiftshader'];
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      ...drawing,
      '--disable-gpu-process-crash-limit',
      '--disable-gpu-watchdog',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}

/** What draws: "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device ...". */
export async function rendererName(browser) {
  const page = await browser.newPage();
  const name = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    return gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  });
  await page.close();
  return name;
}

/**
 * `{ firstMs, frameMs, handMs, cpuMs, heapMb, gpuMb, inked }`, or `{ failed }` with the reason. `frameMs` and `handMs`
 * are lists: frames as at rest, and as under the hand where that differs. `cpuMs` is the GPU process's processor time a
 * frame, `inked` the part of the picture that is not background; the picture goes to `pictures`.
 */
export async function measure(browser, url, { aCase, payload, scene, pictures, patience }) {
  const { limitMs, moves, movingMs } = patience;
  const devtools = await browser.newBrowserCDPSession();
  await restartGpu(devtools);
  const context = await browser.newContext({ viewport: { width: 940, height: 1000 } });
  const page = await context.newPage();
  const problems = [];
  const crashed = new Promise((_, reject) => page.on('crash', () => reject(new Error('the page ran out of memory'))));
  crashed.catch(() => {});
  page.on('pageerror', error => problems.push(String(error.message).split('\n')[0]));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text().split('\n')[0]);
  });
  try {
    await within(crashed, limitMs, page.goto(`${url}/page/${aCase.peer}`, { timeout: limitMs }), 'its page');
    await within(
      crashed,
      limitMs,
      page.evaluate(loadPayload, { scene, draws: aCase.draws, name: payload.name }),
      'its payload',
    );
    const firstMs = await within(crashed, limitMs, page.evaluate(timeFirst), 'the first picture');
    // The first of these is where a viewer learns that it is slow.
    const hand = await within(
      crashed,
      limitMs,
      page.evaluate(timeFrames, { moves, movingMs, moving: true }),
      'the frames',
    );
    const before = await gpuCpuMs(devtools);
    const rest = await within(crashed, limitMs, page.evaluate(timeFrames, { moves, movingMs }), 'the frames');
    const cpuMs = ((await gpuCpuMs(devtools)) - before) * rest.share;
    const figures = { frameMs: rest.ms, handMs: hand?.ms.slice(1), cpuMs: cpuMs / rest.ms.length };
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    const gpuMb = await gpuResidentMb(devtools);
    const png = await within(
      crashed,
      limitMs,
      page.locator('#host').screenshot({ timeout: limitMs }),
      'its screenshot',
    );
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, `${nameOf(aCase)}.png`), png);
    const inked = await inkOf(browser, png);
    if (inked < 0.005) throw new Error(`its picture is blank${problems.length > 0 ? `: ${problems[0]}` : ''}`);
    return { firstMs, ...figures, heapMb: (usedSize + backingStorageSize) / 2 ** 20, gpuMb, inked };
  } catch (error) {
    const reason = String(error.message).split('\n')[0];
    return { failed: reason.startsWith('page.evaluate') && problems.length > 0 ? problems[0] : reason, problems };
  } finally {
    // A page that still computes does not close by being asked.
    await Promise.race([context.close(), new Promise(resolve => setTimeout(resolve, 5_000))]).catch(() => {});
    await devtools.detach();
  }
}

/* In the page. */

async function loadPayload({ scene, draws, name }) {
  const payload = await window.peer.load(scene, draws, name);
  window.prepared = { scene, draws, payload };
}

async function timeFirst() {
  const { scene, draws, payload } = window.prepared;
  const start = performance.now();
  await window.peer.show(document.getElementById('host'), payload, scene, draws);
  const ms = performance.now() - start;
  window.prepared = undefined;
  return ms;
}

/** `share`: the part of all draw calls of the time that the timed frames made; a viewer may go on refining between. */
async function timeFrames({ moves, movingMs, moving = false }) {
  const { readback, peer } = window;
  if (moving && peer.frame.length < 2) return undefined;
  const ms = [];
  let timedDraws = 0;
  const firstDraws = readback.draws;
  const begin = performance.now();
  for (let m = 1; m <= moves && (m <= 2 || performance.now() - begin < movingMs); m += 1) {
    await readback.animationFrame();
    readback.flush();
    const draws = readback.draws;
    const start = performance.now();
    await peer.frame(0.05 * (moving ? m - moves : m), moving);
    ms.push(performance.now() - start);
    timedDraws += readback.draws - draws;
  }
  return { ms, share: timedDraws / (readback.draws - firstDraws) };
}

function within(crashed, limitMs, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took over ${limitMs / 1000} s`)), limitMs);
  });
  promise.catch(() => {});
  return Promise.race([promise, crashed, late]).finally(() => clearTimeout(timer));
}

/** A fresh one has no memory of the cases before. */
async function restartGpu(devtools) {
  const before = await gpuProcess(devtools);
  await devtools.send('Browser.crashGpuProcess').catch(() => {});
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await gpuProcess(devtools);
    if (now !== undefined && now !== before) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function gpuProcess(devtools) {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type.toLowerCase() === 'gpu')?.id;
}

/** Processor time of the GPU process so far: what drawing in software costs, however busy the machine is. */
async function gpuCpuMs(devtools) {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  return 1000 * (processInfo.find(({ type }) => type.toLowerCase() === 'gpu')?.cpuTime ?? Number.NaN);
}

async function gpuResidentMb(devtools) {
  const id = await gpuProcess(devtools);
  if (id === undefined) return undefined;
  if (process.platform === 'linux') {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(id)], { encoding: 'utf8' })) / 1024;
}

/** The part of the picture that differs from its upper left corner. */
async function inkOf(browser, png) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async base64 => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext('2d');
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      let inked = 0;
      for (let i = 4; i < data.length; i += 4) {
        if (Math.max(...[0, 1, 2].map(k => Math.abs(data[i + k] - data[k]))) > 12) inked += 1;
      }
      return inked / (data.length / 4);
    }, png.toString('base64'));
  } finally {
    await page.close();
  }
}
