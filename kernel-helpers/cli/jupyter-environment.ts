import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KERNEL_NAME } from '../kernel/kernelspec.js';
import { shareFolder } from './share.js';

/** Prefixes and names that would carry the reader's own Jupyter, Python or npm run into ours. */
const FOREIGN =
  /^(JUPYTER|JPY_|IPYTHON|JLAB_|LAB_|npm_|PYTHONHOME$|PYTHONPATH$|PYTHONSTARTUP$|__PYVENV_|VIRTUAL_ENV|INIT_CWD$)/i;

/**
 * The environment in which Jupyter sees our folders only: neither the reader's configuration, kernels and extensions
 * nor those of the system are read, and nothing is written outside `state`.
 *
 * @param runtime folder for connection and server files
 */
export function jupyterEnvironment(environment: NodeJS.ProcessEnv, state: string, runtime: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !FOREIGN.test(name));
  const own = join(state, 'jupyter');
  return {
    ...Object.fromEntries(kept),
    JUPYTER_PATH: shareFolder(state),
    JUPYTER_CONFIG_DIR: join(own, 'config'),
    JUPYTER_DATA_DIR: join(own, 'data'),
    JUPYTER_RUNTIME_DIR: runtime,
    JUPYTER_PLATFORM_DIRS: '1',
    JUPYTERLAB_SETTINGS_DIR: join(own, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(own, 'workspaces'),
    // Jupyter copies parts of an old IPython profile on its first run: here it finds none.
    IPYTHONDIR: join(own, 'ipython'),
    PYTHONNOUSERSITE: '1',
  };
}

/** What the server is told; written as `jupyter_lab_config.json` into its private configuration folder. */
export interface ServerSettings {
  readonly state: string;
  /** Folder the file browser shows. */
  readonly rootFolder: string;
  /** Path and query the server opens on: "/lab/tree/notebooks/01-first-look.ipynb". */
  readonly openAt: string;
  readonly port: number;
  /** Whether a port that is taken is an error, or the next ones are tried. */
  readonly portIsFixed: boolean;
  readonly openBrowser: boolean;
  readonly isRoot: boolean;
}

/** The configuration of a JupyterLab that has our kernel only and asks nobody on the network for anything. */
export function serverConfiguration(settings: ServerSettings): Record<string, Record<string, unknown>> {
  return {
    ServerApp: {
      ip: '127.0.0.1',
      port: settings.port,
      port_retries: settings.portIsFixed ? 0 : 50,
      root_dir: settings.rootFolder,
      open_browser: settings.openBrowser,
      allow_root: settings.isRoot,
    },
    LabApp: {
      default_url: settings.openAt,
      labextensions_path: [join(shareFolder(settings.state), 'labextensions')],
      news_url: null,
      check_for_updates_class: 'jupyterlab.handlers.announcements.NeverCheckForUpdate',
      extension_manager: 'readonly',
    },
    KernelSpecManager: { ensure_native_kernel: false, allowed_kernelspecs: [KERNEL_NAME] },
    MultiKernelManager: { default_kernel_name: KERNEL_NAME },
  };
}

/** What suits our kernel and asks nobody on the network; a reader may still choose differently in the settings. */
const LAB_DEFAULTS = {
  // Right after its start the kernel is still loading its compiler: the first completion must not be given up on.
  '@jupyterlab/completer-extension:manager': { providerTimeout: 10_000 },
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
};

/** Writes the configuration into the folder that `JUPYTER_CONFIG_DIR` names. */
export function writeConfiguration(folder: string, settings: ServerSettings): void {
  mkdirSync(join(folder, 'labconfig'), { recursive: true });
  writeJson(join(folder, 'jupyter_lab_config.json'), serverConfiguration(settings));
  writeJson(join(folder, 'labconfig', 'default_setting_overrides.json'), LAB_DEFAULTS);
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
