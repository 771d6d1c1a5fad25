import type { Neuron } from '../../core/skeleton.js';
import { parseSwc } from '../../formats/swc/swc.js';
import type { NeuronEntry } from './catalogue-entry.js';
import { fetchFiles, type OpenOptions } from './dataset-files.js';

/** The neuron of an entry, its file fetched and verified. */
export async function openNeuron(entry: NeuronEntry, options: OpenOptions): Promise<Neuron> {
  const [file] = await fetchFiles(entry, options);
  const skeleton = parseSwc(await file.source.slice(0), { units: entry.unit, file: file.path });
  return { ...entry.neuron, skeleton, synthetic: false };
}
