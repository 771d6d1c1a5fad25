import type { CatalogueEntry } from './catalogue-entry.js';
import { isLarge } from './dataset-files.js';

/** The lines of a cell that opens a dataset, with what is most likely wanted of it. */
export function howToOpen(entry: CatalogueEntry): string {
  const open = `await datasets.open('${entry.id}')`;
  switch (entry.kind) {
    case 'synthetic':
      return `const column = ${open};\nviewer(column.neurons)`;
    case 'table':
      return isLarge(entry) ? queried(entry) : `const rows = ${open};\ntable(rows)`;
    case 'neuron':
      return `viewer(${open})`;
    case 'array':
      return `const { data, shape } = ${open};`;
    case 'skeletons':
      return `const { neurons, lookup } = ${open};\nviewer(neurons)`;
    case 'swc': {
      const ids = entry.named === 'root' ? 'rootId' : '864691135122603047n, 292685n';
      return `const skeletons = ${open};\nviewer(await skeletons.read(${ids}))`;
    }
    case 'image':
      return `const em = ${open};\nawait em.slice({ axis: 'z', at: 0, scale: em.scales.length - 1 })`;
    case 'segmentation':
      return `const segments = ${open};\nconst meshes = await segments.meshes();\nawait meshes.read(id, { lod: 3 })`;
    case 'file':
      return `await datasets.path('${entry.id}'${isLarge(entry) ? ', { large: true }' : ''})`;
    case 'folder':
      return `const folder = ${open};\nawait folder.get('path/of/a/file')`;
  }
}

/** A table that nobody downloads by the way: fetched when that is said, and then queried where it lies. */
function queried(entry: CatalogueEntry): string {
  return (
    `await datasets.fetch('${entry.id}', { large: true });   // once\n` +
    `await sql\`select count(*) as n from \${datasets.relation('${entry.id}')}\``
  );
}
