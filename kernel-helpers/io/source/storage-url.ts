import { fileURLToPath, pathToFileURL } from 'node:url';
import { InvalidArgumentError } from '../../errors.js';

/**
 * The address a folder of files is really read from: an `https:`, `http:` or `file:` URL that ends in no `/`.
 *
 * | given | read from |
 * |---|---|
 * | `gs://B/P` | `https://storage.googleapis.com/B/P` |
 * | `s3://B/P` | `https://B.s3.amazonaws.com/P`, or `https://s3.amazonaws.com/B/P` where `B` has a dot in it |
 * | `https://…`, `http://…`, `file://…` | as it is |
 * | anything without `://` | the folder of that name |
 *
 * A leading `precomputed://` is taken off: it names the format, not the place.
 *
 * @throws {InvalidArgumentError} for another protocol, a missing bucket, or a URL with a query, fragment or credentials.
 * @source https://cloud.google.com/storage/docs/request-endpoints
 * @source https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function storageUrl(address: string): URL {
  const place = address.trim().replace(/^precomputed:\/\//, '');
  // What is printed may be pasted by somebody else: whatever stands behind a question mark or before an @ is left out.
  const shown = place.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
  const refuse = (received: string, expected: string): InvalidArgumentError =>
    new InvalidArgumentError(`store ${shown} cannot be opened: received ${received}, expected ${expected}`, {
      argument: 'url',
    });
  if (place === '') throw refuse('an empty address', 'https://…, gs://…, s3://…, file://… or a folder');
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) return withoutSlash(pathToFileURL(place));
  const bucket = /^(gs|s3):\/\/([^/]*)\/*(.*)$/s.exec(place);
  if (bucket !== null) {
    const [, service, name, path] = bucket;
    if (!/^[a-z0-9][\w.-]*$/i.test(name)) throw refuse(`bucket ${JSON.stringify(name)}`, `${service}://BUCKET/PATH`);
    if (path.split('/').some(part => part === '.' || part === '..')) throw refuse('a path with dots', 'a plain path');
    // A name such as `7:0` at the beginning would read as a protocol.
    return withoutSlash(new URL(`./${encodedPath(path)}`, bucketUrl(service, name)));
  }
  if (!URL.canParse(place)) throw refuse('text that is not a URL', 'https://HOST/PATH');
  const url = new URL(place);
  if (!['https:', 'http:', 'file:'].includes(url.protocol)) {
    throw refuse(`protocol ${url.protocol}`, 'https:, gs:, s3: or file:');
  }
  if (url.search || url.hash || url.username || url.password) {
    throw refuse('a query, fragment or credentials', 'https://HOST/PATH alone');
  }
  if (url.protocol === 'file:') {
    try {
      fileURLToPath(url);
    } catch {
      throw refuse('a file: URL that names no path', 'file:///FOLDER');
    }
  }
  return withoutSlash(url);
}

function bucketUrl(service: string, name: string): string {
  if (service === 'gs') return `https://storage.googleapis.com/${name}/`;
  // The certificate for *.s3.amazonaws.com covers no further dot.
  return name.includes('.') ? `https://s3.amazonaws.com/${name}/` : `https://${name}.s3.amazonaws.com/`;
}

/** `path` as a URL has it; names that look like `..` or hold a `?` stay names. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodedPart).join('/');
}

function encodedPart(part: string): string {
  // A lone surrogate has no bytes to encode.
  const text = part.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return encodeURIComponent(text).replace(/%(3A|40|2C|3D|24|26|3B)/g, decodeURIComponent);
}

function withoutSlash(url: URL): URL {
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/**
 * Whether `status` and `body` are how the bucket at `host` says that a key is not there.
 *
 * Google's and Amazon's storage answer 404, but 403 with the code `AccessDenied` where strangers may read the files of
 * a bucket and not list them, so that nobody can try names. A bucket that is closed altogether says the same: it
 * looks empty.
 *
 * @source https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function isMissing(host: string, status: number, body: () => Promise<string>): Promise<boolean> | boolean {
  if (status === 404) return true;
  if (status !== 403 || !isBucketHost(host)) return false;
  return body().then(text => text.includes('<Code>AccessDenied</Code>'));
}

function isBucketHost(host: string): boolean {
  return /(^|\.)storage\.googleapis\.com$|(^|\.)s3([.-][a-z0-9-]+)?\.amazonaws\.com$/.test(host);
}
