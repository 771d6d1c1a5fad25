/** What `pip_indexes.py` found: the configured indexes in pip's order, and which of pip's settings the reader made. */
export interface IndexReport {
  readonly indexes: readonly { readonly url: string; readonly problem: string | null }[];
  readonly withoutIndex: boolean;
  readonly findLinks: boolean;
  readonly retriesSet: boolean;
  readonly timeoutSet: boolean;
}

/**
 * The environment pip is run with: everything as the reader configured it, but for indexes that do not answer.
 *
 * An empty variable does not hide a value in a configuration file, so an index that is left out is replaced by one that
 * stays. An index that dies during the installation costs one retry of 15 s, unless the reader chose otherwise.
 */
export function pipEnvironment(environment: NodeJS.ProcessEnv, report: IndexReport): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...environment, PIP_DISABLE_PIP_VERSION_CHECK: '1' };
  // These would put the packages somewhere else than into the environment.
  for (const name of ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT']) delete env[name];
  env.PIP_USER = '0';
  env.PIP_REQUIRE_VIRTUALENV = '0';
  if (!report.retriesSet) env.PIP_RETRIES = '1';
  if (!report.timeoutSet) env.PIP_DEFAULT_TIMEOUT = '15';

  if (report.indexes.every(index => index.problem === null)) return env;
  const answering = report.indexes.filter(index => index.problem === null).map(index => index.url);
  if (answering.length === 0) return { ...env, PIP_NO_INDEX: '1' };
  const [first, ...others] = answering;
  return { ...env, PIP_INDEX_URL: first, PIP_EXTRA_INDEX_URL: others.join(' ') || first };
}
