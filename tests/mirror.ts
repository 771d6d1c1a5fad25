import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../shared/data/mirror', import.meta.url));

/** The folder with copies of the real public files, laid out HOST/PATH; `undefined` where a machine has none. */
export const mirror: string | undefined = process.env.CONNECTOME_MIRROR ?? (existsSync(beside) ? beside : undefined);

// What opens datasets by itself, as recipes do, finds them there too.
if (mirror !== undefined) process.env.CONNECTOME_MIRROR = mirror;
