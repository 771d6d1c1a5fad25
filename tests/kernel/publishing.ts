import type { MimeBundle } from '../../kernel-helpers/contract/mime.js';
import { type DisplayMetadata, setDisplayPublisher } from '../../kernel-helpers/kernel/display-queue.js';

/** What left for the notebook. */
export interface Sent {
  readonly type: 'display' | 'update' | 'clear';
  readonly bundle: MimeBundle;
  readonly id?: string;
  readonly metadata?: DisplayMetadata;
  readonly wait?: boolean;
}

/** Displays go into the list it returns, until somebody sets another publisher. */
export function publishing(): Sent[] {
  const sent: Sent[] = [];
  setDisplayPublisher({
    displayData: (bundle, { id, metadata }) => sent.push({ type: 'display', bundle, id, metadata }),
    updateDisplay: (bundle, id, metadata) => sent.push({ type: 'update', bundle, id, metadata }),
    clearOutput: wait => sent.push({ type: 'clear', bundle: { 'text/plain': '' }, wait }),
  });
  return sent;
}

/** The text of everything sent. */
export const texts = (sent: readonly Sent[]): string[] => sent.map(one => one.bundle['text/plain']);
