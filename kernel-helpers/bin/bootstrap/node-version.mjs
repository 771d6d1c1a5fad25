/**
 * Why this Node cannot run connectome, with what to do about it; `undefined` when it can.
 *
 * 20.19 and 22.12 are where `require` of ES modules and the extension's builder both work.
 *
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0];
  const minor = parts[1];
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return undefined;
  return (
    `connectome needs Node 20.19 or newer (of the 22 line 22.12), and this is Node ${version}: ` +
    'install it from https://nodejs.org or with "nvm install 22"'
  );
}
