import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../kernel-helpers/errors.js';
import { createMessage, decodeMessage, encodeMessage, toJson } from '../../kernel-helpers/kernel/wire.js';

const bytes = (frames: readonly (Uint8Array | string)[]): Uint8Array[] => frames.map(frame => Buffer.from(frame));

describe('messages on the wire', () => {
  test('come back as they were sent, with addressee, parent, metadata and binary buffers', () => {
    const json = fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)) as unknown);
    const frame = fc.uint8Array().map(array => Buffer.from(array));
    fc.assert(
      fc.property(fc.string(), json, json, fc.array(frame), fc.array(frame), (key, a, b, identities, buffers) => {
        const parent = createMessage('execute_request', 'theirs').header;
        const sent = createMessage('x_reply', 'ours', {
          parent,
          content: { a },
          metadata: { b },
          buffers,
          identities: identities.filter(one => one.toString() !== '<IDS|MSG>'),
        });
        expect(decodeMessage(bytes(encodeMessage(sent, key)), key)).toEqual({
          ...sent,
          parentHeader: parent,
        });
      }),
    );
  });

  test('a message signed with another key is refused', () => {
    const frames = bytes(encodeMessage(createMessage('kernel_info_request', 's'), 'theirs'));
    expect(() => decodeMessage(frames, 'ours')).toThrow(FormatError);
    expect(() => decodeMessage(frames, 'ours')).toThrow(
      'jupyter message signature does not match: received a message signed with another key, expected ours',
    );
  });

  test('an unsigned message is refused when there is a key', () => {
    const frames = bytes(encodeMessage(createMessage('kernel_info_request', 's'), ''));
    expect(() => decodeMessage(frames, 'ours')).toThrow('signature does not match');
  });

  test('a changed content is refused', () => {
    const frames = bytes(encodeMessage(createMessage('execute_request', 's', { content: { code: '1' } }), 'key'));
    frames[5] = Buffer.from('{"code":"2"}');
    expect(() => decodeMessage(frames, 'key')).toThrow('signature does not match');
  });

  test.each([
    [['no', 'delimiter'], 'jupyter message delimiter is missing: received 2 frames, expected <IDS|MSG>'],
    [['<IDS|MSG>', '', '{}'], 'jupyter message is too short: received 1 parts, expected 4'],
    [['<IDS|MSG>', '', '{', '{}', '{}', '{}'], 'jupyter message header is not JSON'],
    [['<IDS|MSG>', '', '{}', '{}', '{}', '[]'], 'jupyter message content is no JSON object: received an array'],
    [['<IDS|MSG>', '', '{}', '{}', '{}', '{}'], 'jupyter message header is incomplete'],
  ])('malformed frames say what is wrong: %j', (frames, message) => {
    expect(() => decodeMessage(bytes(frames), '')).toThrow(message);
  });

  test('64-bit ids become decimal strings, which JSON can hold', () => {
    expect(toJson({ id: 720575940625363947n })).toBe('{"id":"720575940625363947"}');
  });

  test('what JSON lacks becomes null, and half a surrogate pair U+FFFD, in keys and in values', () => {
    expect(toJson({ n: Number.NaN, i: Number.POSITIVE_INFINITY, u: undefined })).toBe('{"n":null,"i":null}');
    expect(toJson({ 'a\ud800': 'b\udfff \\ud800 \u{1f600}' })).toBe('{"a\ufffd":"b\ufffd \\\\ud800 \u{1f600}"}');
    expect(toJson(() => 1)).toBe('null');
  });

  test('any text arrives as text that can be written as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const arrived = JSON.parse(toJson({ text })) as { text: string };
        expect(arrived.text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
  });

  test.each([
    ['contains itself', () => Object.assign([], { 0: globalThis }), 'circular'],
    ['nests too deeply', () => Array.from({ length: 1e5 }).reduce(inner => [inner]), 'call stack'],
  ])('a value that %s is refused', (_, make, reason) => {
    expect(() => toJson(make())).toThrow(FormatError);
    expect(() => toJson(make())).toThrow(reason);
  });

  test('of a header only plain values are kept, for every answer repeats it', () => {
    const deep = '['.repeat(1e5) + ']'.repeat(1e5);
    const header = `{"msg_id":"1","msg_type":"x","extra":{"a":${deep}},"subshell_id":null,"date":"d"}`;
    const message = decodeMessage(bytes(['<IDS|MSG>', '', header, header, '{}', '{}']), '');
    expect(message.header).toEqual({ msg_id: '1', msg_type: 'x', subshell_id: null, date: 'd' });
    expect(message.parentHeader).toEqual(message.header);
  });

  test('no bytes do anything but decode or be refused', () => {
    const frames = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(Buffer.from('<IDS|MSG>'))));
    fc.assert(
      fc.property(frames, fc.constantFrom('', 'key'), (received, key) => {
        try {
          decodeMessage(received, key);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
