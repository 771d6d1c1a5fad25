/** Drawings in a real page: their elements, their colours, and names that want to be more than names. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Drawing } from '../../../kernel-helpers/contract/drawing.js';
import type { Neuron } from '../../../kernel-helpers/core/skeleton.js';
import { minnie65 } from '../../../kernel-helpers/core/transforms.js';
import { morphology } from '../../../kernel-helpers/display/figure/index.js';
import { neuronOf } from '../../contract/neurons';
import { launchBrowser } from '../../ui/jupyterlab';

const path = (relative: string): string => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

/** What the page's script offers. */
interface DrawingWindow {
  readonly drawings: {
    drawingElement(drawing: Drawing, descriptionId: string): SVGSVGElement;
  };
  attacked?: boolean;
}

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const bundle = await rolldown({ input: path('extension/lib/drawing/svg.js'), logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', name: 'drawings' });
  await bundle.close();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; --jp-ui-font-family: sans-serif; --jp-ui-font-color0: rgb(1, 1, 1); --jp-ui-font-color2: rgb(2, 2, 2);
      --jp-border-color1: rgb(3, 3, 3); --jp-layout-color0: rgb(4, 4, 4); }
    ${readFileSync(path('style/drawing.css'), 'utf8')}</style>
    <body data-jp-theme-light="true"><div id="host"></div>`);
  await page.addScriptTag({ content: output[0].code.replace(/^var drawings/m, 'window.drawings') });
}, 120_000);
afterAll(() => browser?.close());

/** Puts a drawing, as JSON brings it, into the page. */
function show(drawing: Drawing): Promise<void> {
  return page.evaluate(json => {
    const { drawings } = window as unknown as DrawingWindow;
    const element = drawings.drawingElement(JSON.parse(json), 'd');
    document.querySelector('#host')?.replaceChildren(element);
  }, JSON.stringify(drawing));
}

/** Every text of an XML document with the name of its element; throws what the parser says when it is not well formed. */
function parsedSvg(svg: string): Promise<{ names: string[]; texts: string[] }> {
  return page.evaluate(source => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    const fault = parsed.querySelector('parsererror');
    if (fault) throw new Error(`not well formed: ${fault.textContent}`);
    const all = [...parsed.querySelectorAll('*')];
    return {
      names: all.map(({ localName }) => localName),
      texts: all.filter(({ children }) => children.length === 0).map(({ textContent }) => textContent ?? ''),
    };
  }, svg);
}

const cell = (label: string, type: string | null = null): Neuron =>
  neuronOf(
    [
      [0, 200_000, 0, 7000, -1, 1],
      [100_000, 200_000, 0, 300, 0, 2],
      [0, 300_000, 0, 300, 0, 3],
    ],
    { label, type },
  );
const { layers } = minnie65;

describe('a line-up in the page', () => {
  test('is one picture with a name and a description, as wide as it says or as the page', async () => {
    const { drawing } = morphology([cell('cell 1'), cell('cell 2')], { layers });
    await show(drawing);
    const seen = await page.evaluate(() => {
      const svg = document.querySelector('#host svg') as SVGSVGElement;
      const names = ['role', 'aria-label', 'aria-describedby'].map(name => svg.getAttribute(name));
      const { width, height } = svg.getBoundingClientRect();
      return { names, said: svg.querySelector('#d')?.textContent, width, height };
    });
    expect(seen.names).toEqual(['img', 'Morphology of 2 neurons', 'd']);
    expect(seen.said).toBe(drawing.description);
    expect([seen.width, seen.height]).toEqual([drawing.widthPx, drawing.heightPx]);
    await page.setViewportSize({ width: drawing.widthPx / 2, height: 900 });
    const narrow = await page.evaluate(() => document.querySelector('#host svg')?.getBoundingClientRect().toJSON());
    expect(narrow.width).toBeCloseTo(drawing.widthPx / 2, 0);
    expect(narrow.height).toBeCloseTo(drawing.heightPx / 2, 0);
    await page.setViewportSize({ width: 1000, height: 900 });
  });

  test('has a scale bar as long on screen as a neurite of that length', async () => {
    const { drawing } = morphology(cell('cell 1'), { layers, profile: 'none' });
    await show(drawing);
    const { bar, axon, label } = await page.evaluate(() => {
      const width = (element: Element | undefined): number => element?.getBoundingClientRect().width ?? 0;
      const paths = [...document.querySelectorAll('#host path')];
      return {
        bar: width(paths.find(p => p.matches('.jp-mod-fill.jp-mod-strong'))),
        axon: width(
          paths.find(p => (p as SVGElement).style.getPropertyValue('--jp-connectome-on-light') === '#2288cc'),
        ),
        label: [...document.querySelectorAll('#host text')].find(text => / µm$/.test(text.textContent ?? ''))
          ?.textContent,
      };
    });
    // The neurite is 100 µm long.
    expect(Math.abs(bar / Number.parseInt(label ?? '', 10) - axon / 100)).toBeLessThan(0.005);
  });

  test('takes its colours from the theme, and changes them with it', async () => {
    await show(morphology(cell('cell 1'), { layers }).drawing);
    const colours = (): Promise<string[]> =>
      page.evaluate(() => {
        const all = [...document.querySelectorAll('#host path, #host circle, #host text')];
        return all.map(element => {
          const { stroke, fill } = getComputedStyle(element);
          return element.matches('.jp-mod-stroke') ? stroke : fill;
        });
      });
    const light = await colours();
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = 'false';
    });
    const dark = await colours();
    await page.evaluate(() => {
      document.body.dataset.jpThemeLight = 'true';
    });
    expect(light).toEqual(
      expect.arrayContaining(['rgb(34, 136, 204)', 'rgb(1, 1, 1)', 'rgb(2, 2, 2)', 'rgb(3, 3, 3)']),
    );
    expect(dark).toEqual(expect.arrayContaining(['rgb(69, 160, 224)', 'rgb(1, 1, 1)']));
    expect(dark).not.toContain('rgb(34, 136, 204)');
    expect([...light, ...dark]).not.toContain('rgb(0, 0, 0)');
  });
});

describe('names that are no names', () => {
  const hostile = [
    '<script>window.attacked=true</script>',
    '"><img src=x onerror="window.attacked=true">',
    "' onload='window.attacked=true",
    '</text></svg><svg onload="window.attacked=true">',
    'R&D &lt;b&gt; &#x3c;script&#x3e; ]]> <![CDATA[x]]> <!-- -->',
    'control \u0000\u0001\u0008\u000b\u001f\u007f',
    'half \ud800 and \udfff a letter, \ufffe\uffff',
    'a neuron 🧠 in 脳',
  ];
  const cells = hostile.map(name => cell(name, name));
  const figure = morphology(cells, {
    layers,
    colorBy: 'type',
    labels: ({ label }) => label,
    title: hostile.join(' '),
    caption: hostile.join(' '),
  });

  test('are texts in the page, and nothing else', async () => {
    await show(figure.drawing);
    const seen = await page.evaluate(() => ({
      names: [...new Set([...document.querySelectorAll('#host svg, #host svg *')].map(({ localName }) => localName))],
      handlers: [...document.querySelectorAll('#host *')].flatMap(element =>
        element.getAttributeNames().filter(name => /^on|href|src/.test(name)),
      ),
      text: document.querySelector('#host')?.textContent,
      attacked: (window as unknown as DrawingWindow).attacked,
    }));
    expect(seen.names.sort()).toEqual(['circle', 'desc', 'g', 'path', 'svg', 'text', 'title']);
    expect(seen.handlers).toEqual([]);
    expect(seen.attacked).toBeUndefined();
    for (const name of hostile.slice(0, 4)) expect(seen.text).toContain(name);
  });

  test('leave the SVG document well formed, with the same texts', async () => {
    const { names, texts } = await parsedSvg(figure.svg);
    expect([...new Set(names)].sort()).toEqual(['circle', 'desc', 'g', 'path', 'rect', 'svg', 'text', 'title']);
    const replaced = hostile
      .with(5, 'control \ufffd\ufffd\ufffd\ufffd\ufffd\u007f')
      .with(6, 'half \ufffd and \ufffd a letter, \ufffd\ufffd');
    expect(texts[0]).toBe(replaced.join(' '));
  });

  test('run nothing when the SVG document is put into a page as it is', async () => {
    await page.evaluate(svg => {
      const host = document.querySelector('#host') as HTMLElement;
      host.innerHTML = svg;
    }, figure.svg);
    // An image that fails tells so in a later task.
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve)));
    expect(await page.evaluate(() => (window as unknown as DrawingWindow).attacked)).toBeUndefined();
    expect(await page.locator('#host img, #host script').count()).toBe(0);
  });
});

test('the SVG document has the lines and words of the drawing', async () => {
  const { drawing, svg } = morphology([cell('cell 1', 'BC'), cell('cell 2', 'MC')], { layers });
  const { names, texts } = await parsedSvg(svg);
  const count = (kind: string): number => drawing.groups.flatMap(g => g.elements).filter(e => e.kind === kind).length;
  expect(names.filter(name => name === 'path').length).toBe(count('lines') + count('area'));
  expect(names.filter(name => name === 'circle').length).toBe(count('circle'));
  for (const word of ['Morphology of 2 neurons', 'BC', 'cell 2', 'L2/3', 'Depth below the pia (µm)']) {
    expect(texts).toContain(word);
  }
});
