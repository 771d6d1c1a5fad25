/** What reads folders; loaded when the first is opened. */
export { Reading } from './reading';
export { sceneOfFolder } from './scene-of-folder';
export { contentsSource } from './source';
