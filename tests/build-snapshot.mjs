// node tests/build-snapshot.mjs: builds the kernel's start-up snapshot for the Node.js that runs this, where it is not
// up to date. "connectome setup" does this for the Node.js of the checkout; tests ask for it with others.
import { withLock } from '../kernel-helpers/bin/bootstrap/lock.mjs';
import { findPlaces } from '../kernel-helpers/bin/bootstrap/places.mjs';
import { createSteps } from '../kernel-helpers/bin/bootstrap/steps.mjs';
import { runTool } from '../kernel-helpers/bin/bootstrap/tool.mjs';
import { ensureSnapshot } from '../kernel-helpers/dist/cli/kernel-snapshot.js';

await ensureSnapshot({ ...findPlaces(), steps: createSteps(), runTool, withLock });
