/** Keys on the picture and on what stands on it. */

import { moveByKey } from './camera/move-keys';
import { chordOf, type IViewCommand } from './view-commands';
import type { IViewCore } from './view-core';

/** As long as the view's elements live. */
export function listenForKeys(
  view: IViewCore,
  commands: readonly IViewCommand[],
  distanceLimits: readonly [number, number],
): void {
  const { canvas, stage } = view.overlay;
  stage.addEventListener('keydown', event => {
    // A button's own keys are the button's.
    const onButton = event.target !== canvas && [' ', 'Enter'].includes(event.key);
    if (event.defaultPrevented || onButton) return;
    const camera = moveByKey(event, view.goal, distanceLimits, view.sizePx[1]);
    const command = camera ? undefined : commands.find(({ keys }) => keys.includes(chordOf(event)));
    if (!camera && !command) return;
    event.preventDefault();
    event.stopPropagation();
    if (camera) view.move(camera, true);
    else if (command?.isEnabled?.() !== false) void command?.run();
    view.overlay.syncToolbar();
  });
}
