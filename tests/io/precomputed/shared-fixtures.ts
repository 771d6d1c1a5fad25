import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../shared/data/fixtures/cloud-volume', import.meta.url));

/** The folder with test files of the cloud-volume project; `undefined` where a machine has none. */
export const cloudVolumeFixtures: string | undefined = existsSync(beside) ? beside : undefined;
