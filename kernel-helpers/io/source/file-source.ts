import { open, stat } from 'node:fs/promises';
import type { Source } from './source.js';

/** A {@link Source} over the file at `path`. Each `slice` opens and closes it, so no descriptor is kept. */
export async function openFile(path: string): Promise<Source> {
  const { size } = await stat(path);
  return {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const handle = await open(path);
      try {
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) break; // the file became shorter meanwhile
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await handle.close();
      }
    },
  };
}
