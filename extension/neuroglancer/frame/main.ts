import 'neuroglancer';
import { makeDefaultViewer } from 'neuroglancer/unstable/ui/default_viewer.js';

export const viewer = makeDefaultViewer({});
