// Preloaded into a kernel: a machine whose name server knows nobody.
globalThis.fetch = async url => {
  const { host } = new URL(String(url));
  const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  throw new TypeError('fetch failed', { cause });
};
