import { posix, win32 } from 'node:path';

/** What decides where Jupyter keeps its data; given so that every system's answer can be tested on one. */
export interface JupyterMachine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The folder in which Jupyter looks for what a person has installed for themselves, kernels among it, as
 * `jupyter --data-dir` prints it.
 */
export function jupyterDataFolder({ platform, home, env }: JupyterMachine): string {
  const { join } = platform === 'win32' ? win32 : posix;
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  // As Jupyter reads it: anything but a no, the empty text included.
  const platformFolders = !/^(no|n|false|off|0|0\.0)$/i.test(env.JUPYTER_PLATFORM_DIRS ?? 'no');
  if (platform === 'win32') {
    if (platformFolders) return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Jupyter');
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'jupyter');
  }
  if (platform === 'darwin') {
    return platformFolders ? join(home, 'Library', 'Application Support', 'Jupyter') : join(home, 'Library', 'Jupyter');
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter');
}
