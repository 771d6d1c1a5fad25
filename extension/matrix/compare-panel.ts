/** Where one chooses a null model to compare a matrix with, and sees how far it is. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import {
  MODELS_OF_PLACES,
  MODELS_OF_TYPES,
  NULL_DRAWS,
  NULL_MODELS,
  type NullChoice,
  type NullModelName,
} from 'connectome-helpers/dist/contract/matrix/null-choice.js';
import { keepKeys } from '../neuron-viewer/overlay/element';
import type { ITranslation } from '../neuron-viewer/translation';
import { choice } from './choice';
import type { LiveState } from './live-matrix';

export interface IComparePanelEvents {
  readonly state: () => LiveState;
  compare(choice: NullChoice, progress: (done: number, total: number) => void, signal: AbortSignal): Promise<unknown>;
  /** Shows what came. */
  show(result: unknown): void;
}

export interface IComparePanel {
  /** For the toolbar: opens and closes the panel. */
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
  /** The kernel came or went. */
  sync(): void;
}

export function createComparePanel(
  { groupings, payload }: Pick<DecodedMatrix, 'groupings' | 'payload'>,
  trans: ITranslation,
  events: IComparePanelEvents,
): IComparePanel {
  const names = groupings.map(({ name }): [string, string] => [name, name]);
  const opener = document.createElement('button');
  opener.type = 'button';
  opener.className = 'jp-ConnectomeMatrix-action';
  opener.textContent = trans.__('Compare with…');
  opener.setAttribute('aria-expanded', 'false');
  keepKeys(opener);
  const panel = document.createElement('form');
  panel.className = 'jp-ConnectomeMatrix-compare';
  panel.setAttribute('aria-label', trans.__('Null model'));
  panel.hidden = true;
  // The fields say themselves what is wrong with them.
  panel.noValidate = true;
  const model = choice(trans.__('Model'), [], () => arrange());
  const grouping = choice(trans.__('Groups'), names, () => undefined);
  const types = choice(trans.__('Keeps'), names, () => undefined);
  const of = choice(
    trans.__('Of'),
    [
      ['connections', trans.__('connections')],
      ['synapses', trans.__('synapses')],
    ],
    () => undefined,
  );
  const draws = numberField(trans.__('Draws'), NULL_DRAWS.usual, NULL_DRAWS.least, NULL_DRAWS.most);
  const seed = numberField(trans.__('Seed'), 0, 0, Number.MAX_SAFE_INTEGER);
  const run = textButton(trans.__('Compare'), 'submit');
  const cancel = textButton(trans.__('Cancel'), 'button');
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', trans.__('Graphs drawn'));
  const words = document.createElement('span');
  words.className = 'jp-ConnectomeMatrix-compareWords';
  words.setAttribute('role', 'status');
  panel.append(model.node, grouping.node, types.node, of.node, draws.node, seed.node, run, cancel, bar, words);
  let running: AbortController | undefined;

  const why = (): string | undefined => {
    if (payload.table) return trans.__('A table of counts is no graph that could be drawn again.');
    if (groupings.length === 0) return trans.__('Give the matrix groups to compare: matrix(wiring, { groups }).');
    if (events.state().is === 'here') return undefined;
    return trans.__('Null models are drawn by the kernel: start it and run the cell of this matrix again.');
  };
  const tell = (text: string, isWrong = false): void => {
    words.textContent = text;
    words.classList.toggle('jp-mod-warning', isWrong);
  };
  const open = (isOpen: boolean): void => {
    panel.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  /** What the chosen model asks for. */
  const arrange = (): void => {
    types.node.hidden = !MODELS_OF_TYPES.includes(model.value as NullModelName);
    grouping.node.hidden = names.length < 2;
    cancel.hidden = running === undefined;
    bar.hidden = running === undefined;
    run.disabled = running !== undefined || why() !== undefined;
  };
  const sync = (): void => {
    const state = events.state();
    const reason = why();
    opener.setAttribute('aria-disabled', String(reason !== undefined));
    opener.title = reason ?? trans.__('Choose a null model, and see what it expects');
    const chosen = model.value;
    const offered = modelsFor(names.length, state.is === 'here' && state.hasPlaces, trans);
    model.offer(offered);
    model.set(offered.some(([name]) => name === chosen) ? chosen : 'degreePreserving');
    arrange();
    if (reason !== undefined && !panel.hidden) tell(reason, true);
  };
  const start = async (): Promise<void> => {
    const wrong = [draws, seed].find(field => field.value === undefined);
    if (wrong) {
      tell(wrong.told(trans), true);
      wrong.input.focus();
      return;
    }
    const asked: NullChoice = {
      model: model.value as NullModelName,
      grouping: grouping.value,
      of: of.value as NullChoice['of'],
      draws: draws.value ?? 0,
      seed: seed.value ?? 0,
      ...(types.node.hidden ? {} : { types: types.value }),
    };
    const stop = new AbortController();
    running = stop;
    let drawn = 0;
    const count = (n: number): string => n.toLocaleString('en');
    bar.max = asked.draws;
    bar.value = 0;
    arrange();
    cancel.disabled = false;
    tell(trans.__('Drawing…'));
    try {
      const result = await events.compare(
        asked,
        done => {
          drawn = done;
          bar.value = done;
          if (!stop.signal.aborted) tell(trans.__('%1 of %2 drawn', count(done), count(asked.draws)));
        },
        stop.signal,
      );
      events.show(result);
      tell(trans.__('%1 drawn', count(asked.draws)));
    } catch (error) {
      if (stop.signal.aborted) tell(trans.__('Stopped after %1 of %2.', count(drawn), count(asked.draws)));
      else tell(error instanceof Error ? error.message : String(error), true);
    } finally {
      const hadFocus = document.activeElement === cancel;
      running = undefined;
      arrange();
      if (hadFocus) run.focus();
    }
  };

  opener.addEventListener('click', () => {
    const reason = why();
    if (reason === undefined) {
      if (panel.hidden && !running) tell('');
      open(panel.hidden !== false);
      if (!panel.hidden) panel.querySelector('select')?.focus();
      return;
    }
    // A button that cannot be pressed could not be asked why.
    open(true);
    tell(reason, true);
    arrange();
  });
  panel.addEventListener('submit', event => {
    event.preventDefault();
    if (!run.disabled) void start();
  });
  panel.addEventListener('keydown', event => {
    // The notebook would take Enter for its own.
    const isEntered = event.key === 'Enter' && event.target instanceof HTMLInputElement;
    if (event.key !== 'Escape' && !isEntered) return;
    event.preventDefault();
    event.stopPropagation();
    if (isEntered) {
      panel.requestSubmit();
      return;
    }
    open(false);
    opener.focus();
  });
  cancel.addEventListener('click', () => {
    cancel.disabled = true;
    tell(trans.__('Stopping…'));
    running?.abort();
  });
  // Where there are others, a model that keeps the very groups that are compared leaves nothing to be seen.
  types.set(names[1]?.[0] ?? names[0]?.[0] ?? '');
  sync();
  return { button: opener, panel, sync };
}

function modelsFor(groupings: number, hasPlaces: boolean, trans: ITranslation): [NullModelName, string][] {
  const words: Readonly<Record<NullModelName, string>> = {
    erdosRenyi: trans.__('Erdős–Rényi: as many connections, anywhere'),
    chungLu: trans.__('Chung–Lu: degrees kept on average'),
    degreePreserving: trans.__('Configuration model: degrees kept'),
    typeBlock: trans.__('Blocks: connections between groups kept'),
    distanceBinned: trans.__('Distance: connections in bins of 25 µm kept'),
    distanceType: trans.__('Distance and groups kept'),
  };
  return NULL_MODELS.filter(
    name => (name !== 'typeBlock' || groupings > 1) && (hasPlaces || !MODELS_OF_PLACES.includes(name)),
  ).map(name => [name, words[name]]);
}

interface INumberField {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  /** `undefined`: not a whole number that can be meant. */
  readonly value: number | undefined;
  told(trans: ITranslation): string;
}

function numberField(label: string, usual: number, least: number, most: number): INumberField {
  const node = document.createElement('label');
  node.className = 'jp-ConnectomeMatrix-choice';
  const words = document.createElement('span');
  words.textContent = label;
  const input = document.createElement('input');
  input.type = 'number';
  input.min = String(least);
  input.max = String(most);
  input.step = '1';
  input.value = String(usual);
  keepKeys(input);
  node.append(words, input);
  return {
    node,
    input,
    get value() {
      const value = input.value.trim() === '' ? Number.NaN : Number(input.value);
      const isValid = Number.isSafeInteger(value) && value >= least && value <= most;
      input.setAttribute('aria-invalid', String(!isValid));
      return isValid ? value : undefined;
    },
    told: trans =>
      trans.__('%1: a whole number from %2 to %3', label, least.toLocaleString('en'), most.toLocaleString('en')),
  };
}

function textButton(text: string, type: 'submit' | 'button'): HTMLButtonElement {
  const node = document.createElement('button');
  node.type = type;
  node.className = 'jp-ConnectomeMatrix-action';
  node.textContent = text;
  keepKeys(node);
  return node;
}
