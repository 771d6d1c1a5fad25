import { describe, expect, test } from 'vitest';
import { siteUrl, stateIn } from '../../../kernel-helpers/core/neuroglancer/site.js';
import { FormatError, InvalidArgumentError, UnsupportedError } from '../../../kernel-helpers/errors.js';

describe('siteUrl', () => {
  test('is the address of a known site or of any page, with nothing that ends a link early', () => {
    expect(siteUrl({ title: "it's (50 %), é" }, 'spelunker')).toBe(
      'https://spelunker.cave-explorer.org/#!%7B%22title%22:%22it%27s%20%2850%20%25%29%2C%20%C3%A9%22%7D',
    );
    expect(siteUrl({}, 'neuroglancer')).toBe('https://neuroglancer-demo.appspot.com/#!%7B%7D');
    expect(siteUrl({}, 'https://ng.example.org/app/?x=1')).toBe('https://ng.example.org/app/?x=1#!%7B%7D');
  });

  test('refuses what is no site', () => {
    expect(() => siteUrl({}, 'spelunk')).toThrow(
      'neuroglancer link site is not known: received "spelunk", expected neuroglancer or spelunker',
    );
    expect(() => siteUrl({}, 'javascript:alert(1)')).toThrow(InvalidArgumentError);
    expect(() => siteUrl({}, 'toString')).toThrow(InvalidArgumentError);
  });
});

describe('stateIn', () => {
  const state = { title: 'a b', layers: [] };

  test('finds the state after #!, #!+, # and by itself, escaped or not', () => {
    const escaped = encodeURIComponent(JSON.stringify(state));
    for (const text of [
      `https://neuroglancer-demo.appspot.com/#!${escaped}`,
      `https://neuroglancer-demo.appspot.com/#!+${escaped}`,
      `  https://neuroglancer-demo.appspot.com/#!${JSON.stringify(state)}\n`,
      `#!${escaped}`,
      "https://neuroglancer-demo.appspot.com/#!{'title':'a%20b'_'layers':[]}",
      JSON.stringify(state),
    ]) {
      expect(stateIn(text)).toEqual(state);
    }
  });

  test('takes a % that is no escape for what it is', () => {
    expect(stateIn('https://a.org/#!{"title":"50 % of%20all"}')).toEqual({ title: '50 % of all' });
    expect(stateIn('{"title":"100%25"}')).toEqual({ title: '100%25' });
  });

  test('says of a state that a server keeps that it needs a login, and what to do', () => {
    const stored = 'middleauth+https://global.daf-apis.com/nglstate/api/v1/4690769064493056';
    for (const text of [
      `https://spelunker.cave-explorer.org/#!${stored}`,
      `https://spelunker.cave-explorer.org/#!${encodeURIComponent(stored)}`,
      `https://neuromancer-seung-import.appspot.com/?json_url=${stored.replace('middleauth+', '')}`,
      stored,
    ]) {
      expect(() => stateIn(text)).toThrow(UnsupportedError);
      expect(() => stateIn(text)).toThrow(
        /keeps its state on a server: received "(middleauth\+)?https:.*asks for a login/,
      );
      expect(() => stateIn(text)).toThrow('("Edit JSON state")');
    }
    expect(() => stateIn('https://neuroglancer-demo.appspot.com/#!gs://bucket/state.json')).toThrow(UnsupportedError);
    expect(() => stateIn('https://neuroglancer-demo.appspot.com/#!gs://bucket/state.json')).not.toThrow('login');
  });

  test('says what it received when there is no state', () => {
    for (const text of ['', 'hello', 'https://example.org/', 'https://example.org/#!', '#![1]', '{"a":']) {
      expect(() => stateIn(text)).toThrow(FormatError);
    }
    expect(() => stateIn('https://example.org/')).toThrow(
      'neuroglancer state cannot be read: received "https://example.org/", expected JSON, or an address with it after #!',
    );
  });
});
