/** What the plugin loads when the first tab opens. */
export type { NeuroglancerJson } from './messages';
export { stateOf } from './state-of';
export { type NeuroglancerTab, neuroglancerTab } from './tab';
