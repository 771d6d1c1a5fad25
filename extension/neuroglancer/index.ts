/** What the plugin loads when the first tab opens. */
export { askForLink } from './ask-for-link';
export { cellOfLink } from './cell-of-link';
export { stateOf } from './state-of';
export { type NeuroglancerTab, neuroglancerTab } from './tab';
