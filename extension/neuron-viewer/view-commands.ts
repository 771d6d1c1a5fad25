/** All that can be done with a view, each with its keys: the toolbar, the keyboard and the help are made of this list. */

import type { DragMode } from './camera/gesture-target';
import type { StandardView } from './camera/standard-views';
import type { IconName } from './overlay/icons';
import type { ITranslation } from './translation';
import type { IViewAction } from './view-action';

export type CommandGroup = 'look' | 'select' | 'show' | 'more';

export interface IViewCommand extends IViewAction {
  readonly group: CommandGroup;
  /** As {@link chordOf} names them; the first is the one told to readers. */
  readonly keys: readonly string[];
  readonly icon?: IconName;
  /** Nothing else is there to do when it is not enabled. */
  isEnabled?(): boolean;
  /** Only of what is on or off. */
  isPressed?(): boolean;
}

/** What the commands need of a view. */
export interface ICommandedView {
  readonly dragMode: DragMode;
  readonly isOrthographic: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly hasSelection: boolean;
  readonly hasHidden: boolean;
  readonly tableIsOpen: boolean;
  reset(): void;
  fitAll(): void;
  fitSelection(): void;
  look(from: StandardView): void;
  rollBy(radians: number): void;
  setOrthographic(orthographic: boolean): void;
  setDragMode(mode: DragMode): void;
  hideSelected(): void;
  isolate(): void;
  showAll(): void;
  selectAll(): void;
  invertSelection(): void;
  /** On to the next neuron, or back to the one before. */
  walk(by: 1 | -1): void;
  selectWalked(): void;
  toggleWalked(): void;
  undo(): void;
  redo(): void;
  toggleTable(): void;
  toggleHelp(): void;
  /** Out of what is open, or out of the view. */
  leave(): void;
}

const rollStep = Math.PI / 24;

export function viewCommands(view: ICommandedView, trans: ITranslation, cortex: boolean): readonly IViewCommand[] {
  const make = (
    group: CommandGroup,
    id: string,
    label: string,
    keys: readonly string[],
    run: () => void,
    more: Partial<IViewCommand> = {},
  ): IViewCommand => ({ group, id, label, keys, run, ...more });
  const side = (from: StandardView, label: string, key: string): IViewCommand =>
    make('look', from, label, [key], () => view.look(from));
  const mode = (of: 'box' | 'lasso', label: string, key: string): IViewCommand =>
    make('select', of, label, [key], () => view.setDragMode(view.dragMode === of ? 'orbit' : of), {
      icon: of,
      isPressed: () => view.dragMode === of,
    });
  const selected = (): boolean => view.hasSelection;
  return [
    make('look', 'fit', trans.__('Fit all'), ['0'], () => view.fitAll(), { icon: 'fit' }),
    make('look', 'fit-selection', trans.__('Fit selection'), ['F'], () => view.fitSelection(), { isEnabled: selected }),
    side('front', trans.__('Front'), '1'),
    side('right', trans.__('Right side'), '2'),
    side('back', trans.__('Back'), '3'),
    side('left', trans.__('Left side'), '4'),
    side('top', cortex ? trans.__('Top (pia)') : trans.__('Top'), '5'),
    side('bottom', cortex ? trans.__('Bottom (white matter)') : trans.__('Bottom'), '6'),
    make('look', 'first', trans.__('First view'), ['Home'], () => view.reset()),
    make('look', 'orthographic', trans.__('Orthographic'), ['O'], () => view.setOrthographic(true), {
      isPressed: () => view.isOrthographic,
    }),
    make('look', 'perspective', trans.__('Perspective'), ['P'], () => view.setOrthographic(false), {
      isPressed: () => !view.isOrthographic,
    }),
    make('look', 'roll', trans.__('Roll clockwise'), ['R'], () => view.rollBy(rollStep)),
    make('look', 'roll-back', trans.__('Roll counterclockwise'), ['Shift+R'], () => view.rollBy(-rollStep)),
    mode('box', trans.__('Select in a box'), 'B'),
    mode('lasso', trans.__('Select in a lasso'), 'L'),
    make('select', 'next', trans.__('Next neuron'), ['N'], () => view.walk(1)),
    make('select', 'previous', trans.__('Previous neuron'), ['Shift+N'], () => view.walk(-1)),
    make('select', 'select', trans.__('Select that neuron'), ['Enter'], () => view.selectWalked()),
    make('select', 'toggle', trans.__('Add or remove it'), [' '], () => view.toggleWalked()),
    make('select', 'all', trans.__('Select all that shows'), ['Mod+A'], () => view.selectAll()),
    make('select', 'invert', trans.__('Invert selection'), ['Shift+I'], () => view.invertSelection()),
    make('show', 'hide', trans.__('Hide selected'), ['H'], () => view.hideSelected(), {
      icon: 'hide',
      isEnabled: selected,
    }),
    make('show', 'isolate', trans.__('Show only selected'), ['I'], () => view.isolate(), {
      icon: 'isolate',
      isEnabled: selected,
    }),
    make('show', 'show-all', trans.__('Show all'), ['Shift+H'], () => view.showAll(), {
      icon: 'show',
      isEnabled: () => view.hasHidden,
    }),
    make('more', 'undo', trans.__('Undo'), ['Mod+Z'], () => view.undo(), {
      icon: 'undo',
      isEnabled: () => view.canUndo,
    }),
    make('more', 'redo', trans.__('Redo'), ['Mod+Shift+Z', 'Mod+Y'], () => view.redo(), {
      icon: 'redo',
      isEnabled: () => view.canRedo,
    }),
    make('more', 'table', trans.__('Table'), ['T'], () => view.toggleTable(), {
      icon: 'table',
      isPressed: () => view.tableIsOpen,
    }),
    make('more', 'help', trans.__('Help'), ['?'], () => view.toggleHelp(), { icon: 'help' }),
    make('more', 'leave', trans.__('Close, or leave the view'), ['Escape'], () => view.leave()),
  ];
}

/**
 * A key with what is held with it: `Mod` is Ctrl or Cmd, `Shift` is named for letters and named keys only, since signs
 * need it on some keyboards and not on others.
 */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const name = letter ? key.toUpperCase() : key;
  const shift = shiftKey && (letter || key.length > 1);
  return [...(ctrlKey || metaKey ? ['Mod'] : []), ...(altKey ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join(
    '+',
  );
}

/** How a chord is written for readers: keys are not called alike on every keyboard. */
export function chordLabel(chord: string, isMac: boolean, trans: ITranslation): string {
  const names: Readonly<Record<string, string>> = {
    ' ': trans.__('Space'),
    Escape: trans.__('Esc'),
    Home: trans.__('Home'),
    Enter: trans.__('Enter'),
    Shift: isMac ? '⇧' : trans.__('Shift'),
    Mod: isMac ? '⌘' : trans.__('Ctrl'),
  };
  const keys = chord.split('+').map(key => (Object.hasOwn(names, key) ? names[key] : key));
  return isMac ? keys.join('+').replace(/([⌘⇧])\+/g, '$1') : keys.join('+');
}
