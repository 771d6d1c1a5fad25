const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const STILL_EVERY_MS = 20_000;

/**
 * Says what is being done, how far it is and how long it took. On a terminal a line that moves; elsewhere plain lines.
 *
 * @typedef {object} Steps
 * @property {<T>(title: string, work: (say: (progress: string) => void) => Promise<T>) => Promise<T>} step
 *   does `work` under `title`; `say` replaces what stands behind the title
 * @property {(title: string) => void} fresh notes that `title` needed no work
 * @property {() => void} summary prints what needed no work, in one line
 * @property {(line: string) => void} note prints one line
 */

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Steps}
 */
export function createSteps(stream = process.stderr) {
  const live = Boolean(stream.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;
  const colour = live && !process.env.NO_COLOR;
  const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  /** @type {string[]} */
  let fresh = [];

  return {
    async step(title, work) {
      const start = performance.now();
      let progress = '';
      let frame = 0;
      const draw = () => {
        const line = `${FRAMES[frame++ % FRAMES.length]} ${title}  ${seconds(start)}  ${progress}`;
        stream.write(`\r\x1b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
      };
      const still = () => stream.write(`  ${title}: ${seconds(start)} so far${progress && ` (${progress})`}\n`);
      if (!live) stream.write(`- ${title}\n`);
      const timer = live ? setInterval(draw, 100) : setInterval(still, STILL_EVERY_MS);
      const end = (mark, code) =>
        stream.write(`${live ? '\r\x1b[2K' : ''}${paint(code, mark)} ${title}  ${seconds(start)}\n`);
      try {
        const result = await work(text => {
          progress = text;
        });
        end('✓', 32);
        return result;
      } catch (error) {
        end('✗', 31);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
    fresh(title) {
      fresh.push(title);
    },
    summary() {
      if (fresh.length > 0) stream.write(`${paint(32, '✓')} up to date: ${fresh.join(', ')}\n`);
      fresh = [];
    },
    note(line) {
      stream.write(`${line}\n`);
    },
  };
}

/** @param {number} start as `performance.now()` gave it */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
