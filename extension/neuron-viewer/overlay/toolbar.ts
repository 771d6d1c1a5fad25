/** The row of buttons at the top left of the picture: quiet until the pointer or the focus is on the view. */

import type { ITranslation } from '../translation';
import type { IViewAction } from '../view-action';
import { chordLabel, type IViewCommand } from '../view-commands';
import { button, element } from './element';
import { icon } from './icons';
import { type IMenuItem, menuButton } from './menu';

export interface IToolbar {
  readonly node: HTMLElement;
  /** Show what is on and what can be done. */
  sync(): void;
}

const inViewsMenu = [
  'front',
  'right',
  'back',
  'left',
  'top',
  'bottom',
  'first',
  'fit-selection',
  'orthographic',
  'perspective',
];
/** Ids of commands, `views` and `exports` for the menus, and bars between groups. */
const row = [
  'fit',
  'views',
  '|',
  'box',
  'lasso',
  '|',
  'hide',
  'isolate',
  'show-all',
  '|',
  'undo',
  'redo',
  '|',
  'table',
];

export function createToolbar(
  commands: readonly IViewCommand[],
  exports: readonly IViewAction[],
  trans: ITranslation,
  isMac: boolean,
  run: (action: IViewAction) => void,
): IToolbar {
  const node = element('div', 'toolbar');
  node.setAttribute('role', 'toolbar');
  node.setAttribute('aria-label', trans.__('View'));
  const byId = new Map(commands.map(command => [command.id, command]));
  const buttons = new Map<IViewCommand, HTMLButtonElement>();
  const hintOf = ({ keys }: IViewCommand): string => (keys.length === 0 ? '' : chordLabel(keys[0], isMac, trans));
  const itemOf = (action: IViewAction | IViewCommand): IMenuItem => ({
    label: action.label,
    ...('keys' in action ? { hint: hintOf(action) } : {}),
    ...('isPressed' in action ? { isPressed: () => action.isPressed?.() ?? false } : {}),
    ...('isEnabled' in action ? { isEnabled: () => action.isEnabled?.() ?? true } : {}),
    run: () => run(action),
  });
  const make = (id: string): Node => {
    if (id === '|') return element('span', 'toolGap');
    if (id === 'views') {
      return menuButton('views', trans.__('Views'), inViewsMenu.flatMap(name => byId.get(name) ?? []).map(itemOf));
    }
    if (id === 'exports') return menuButton('export', trans.__('Export'), exports.map(itemOf));
    const command = byId.get(id);
    if (!command?.icon) throw new Error(`neuron viewer toolbar has no button for ${id}`);
    const made = button('toolButton', `${command.label} (${hintOf(command)})`, icon(command.icon));
    made.addEventListener('click', () => run(command));
    buttons.set(command, made);
    return made;
  };
  node.append(...[...row, ...(exports.length > 0 ? ['exports'] : []), 'help'].map(make));
  moveByArrows(node);
  return {
    node,
    sync() {
      for (const [command, made] of buttons) {
        // Not `disabled`: a button that is being looked at with the keyboard must not lose the focus.
        made.setAttribute('aria-disabled', String(command.isEnabled?.() === false));
        if (command.isPressed) made.setAttribute('aria-pressed', String(command.isPressed()));
      }
    },
  };
}

/** One stop for Tab, and arrows within: as toolbars are used with the keyboard. */
function moveByArrows(toolbar: HTMLElement): void {
  const all = [...toolbar.querySelectorAll<HTMLButtonElement>('.jp-ConnectomeViewer-toolButton')];
  const becomeStop = (stop: HTMLButtonElement): void => {
    for (const made of all) made.tabIndex = made === stop ? 0 : -1;
  };
  becomeStop(all[0]);
  toolbar.addEventListener('focusin', event => {
    const at = all.indexOf(event.target as HTMLButtonElement);
    if (at >= 0) becomeStop(all[at]);
  });
  toolbar.addEventListener('keydown', event => {
    const at = all.indexOf(event.target as HTMLButtonElement);
    const by = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowLeft'];
    if (at < 0 || by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[(at + by + all.length) % all.length].focus({ preventScroll: true });
  });
}
