/** What reads files; loaded when the first is opened. */
export { base64ToBytes } from 'connectome-helpers/dist/contract/bytes.js';
export { sceneOfFile } from './scene-of-file';
