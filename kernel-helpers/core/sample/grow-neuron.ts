import type { Random } from '../random.js';
import { COMPARTMENT } from '../skeleton.js';
import { growBasket, growBipolar, growMartinotti, growNeurogliaform } from './grow-interneuron.js';
import { growPyramidal } from './grow-pyramidal.js';
import { addNode, type Tree } from './grow-tree.js';
import type { PlacedCell } from './place-cells.js';

/** The tree of a neuron of the cell's type; node 0 is the soma. */
export function growNeuron(random: Random, cell: PlacedCell): Tree {
  const tree: Tree = { x: [], y: [], z: [], radius: [], parent: [], compartment: [] };
  addNode(tree, [cell.x, cell.y, cell.z], cell.somaRadiusUm, -1, COMPARTMENT.soma);
  const { form, type } = cell.traits;
  if (form) growPyramidal(tree, random, cell, form);
  else if (type === 'BC') growBasket(tree, random, cell);
  else if (type === 'MC') growMartinotti(tree, random, cell);
  else if (type === 'BPC') growBipolar(tree, random);
  else growNeurogliaform(tree, random, cell);
  return tree;
}
