/** The keys and gestures, in a list. */

import type { ITranslation } from '../translation';
import { type CommandGroup, chordLabel, type IViewCommand } from '../view-commands';
import { element } from './element';

export function helpContent(commands: readonly IViewCommand[], trans: ITranslation, isMac: boolean): HTMLElement {
  const node = element('div', 'helpColumns');
  const titles: Readonly<Record<CommandGroup, string>> = {
    look: trans.__('Look'),
    select: trans.__('Select'),
    show: trans.__('Show'),
    more: trans.__('More'),
  };
  node.append(helpGroup(trans.__('Pointer'), pointerLines(trans)));
  node.append(helpGroup(trans.__('Keys to move'), keyLines(trans)));
  for (const group of ['look', 'select', 'show', 'more'] as const) {
    const lines = commands
      .filter(command => command.group === group)
      .map(({ label, keys }) => [chordLabel(keys[0], isMac, trans), label] as const);
    node.append(helpGroup(titles[group], lines));
  }
  return node;
}

function pointerLines(trans: ITranslation): readonly (readonly [string, string])[] {
  return [
    [trans.__('drag'), trans.__('Turn')],
    [trans.__('Shift + drag'), trans.__('Move')],
    [trans.__('Alt + drag'), trans.__('Roll')],
    [trans.__('wheel'), trans.__('Zoom, after a click or with Ctrl')],
    [trans.__('click'), trans.__('Select the neuron or synapse')],
    [trans.__('Shift + click'), trans.__('Add or remove')],
    [trans.__('Alt + click'), trans.__('Select the node')],
    [trans.__('double-click'), trans.__('Centre what is there')],
    [trans.__('two fingers'), trans.__('Move, zoom and roll')],
    [trans.__('hold a finger'), trans.__('Say what is there')],
  ];
}

function keyLines(trans: ITranslation): readonly (readonly [string, string])[] {
  return [
    ['← → ↑ ↓', trans.__('Turn')],
    [trans.__('Shift + arrows'), trans.__('Move')],
    ['+ −', trans.__('Zoom')],
  ];
}

function helpGroup(title: string, lines: readonly (readonly [string, string])[]): HTMLElement {
  const node = element('div', 'helpGroup');
  node.append(element('h4', 'helpTitle', title));
  const list = element('dl', 'helpLines');
  for (const [keys, label] of lines) {
    const line = element('div', 'helpLine');
    const key = element('dt', 'helpTerm');
    key.append(element('kbd', 'key', keys));
    line.append(key, element('dd', 'helpWords', label));
    list.append(line);
  }
  node.append(list);
  return node;
}
