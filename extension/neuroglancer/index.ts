/** What the plugin loads when the first tab opens. */
export { stateOf } from './state-of';
export { type NeuroglancerTab, neuroglancerTab } from './tab';
