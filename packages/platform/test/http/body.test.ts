import { describe, expect, it } from 'vitest';
import { base64Of, textOf, toResponse } from '../../src/http/body.ts';

const response = (contentType: string | undefined, bytes: Uint8Array | number[]) =>
  toResponse({
    status: 200,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    bytes: Uint8Array.from(bytes),
  });

const PDF = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3', 'latin1');

describe('text', () => {
  it.each([
    ['text/xml; charset=ISO-8859-1', Buffer.from('<a>Zürich</a>', 'latin1'), '<a>Zürich</a>'],
    ['text/plain;charset="windows-1252"', [0x80, 0x93], '€“'],
    ['text/plain; Charset=UTF-16LE', Buffer.from('Zürich', 'utf16le'), 'Zürich'],
    ['text/plain; charset=shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['text/plain; charset=utf-8', Buffer.from('Zürich €'), 'Zürich €'],
    ['text/plain', Buffer.from('Zürich €'), 'Zürich €'],
    [undefined, Buffer.from('Zürich €'), 'Zürich €'],
  ])('of %s is decoded by its charset', (contentType, bytes, text) => {
    expect(response(contentType, bytes).text).toBe(text);
    expect(textOf(response(contentType, bytes))).toBe(text);
  });

  it('of XML may say itself what charset it is in, where the header does not', () => {
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>';

    expect(textOf(response('application/xml', Buffer.from(xml, 'latin1')))).toBe(xml);
    expect(textOf(response(undefined, Buffer.from(xml, 'latin1')))).toBe(xml);
    expect(textOf(response('application/xml; charset=utf-8', Buffer.from(xml)))).toBe(xml);
  });

  it.each([[[0xef, 0xbb, 0xbf, 0x61]], [[0xfe, 0xff, 0x00, 0x61]], [[0xff, 0xfe, 0x61, 0x00]]])(
    'with the byte order mark %j is what the mark says, and loses it',
    (bytes) => {
      expect(textOf(response('text/plain; charset=iso-8859-1', bytes))).toBe('a');
    },
  );

  it('that means U+FFFD is text', () => {
    expect(textOf(response('text/plain', Buffer.from('a\uFFFD')))).toBe('a\uFFFD');
  });

  it.each([
    ['a PDF', 'application/pdf', PDF],
    ['gzip that nobody asked for', 'application/json', [0x1f, 0x8b, 0x08, 0x00]],
    ['ISO-8859-1 that nobody named', 'text/plain', Buffer.from('Zürich', 'latin1')],
    ['what breaks off within a character', 'text/plain; charset=utf-8', [0x61, 0xe2, 0x82]],
  ])('is not %s: its bytes would be lost', (_, contentType, bytes) => {
    expect(() => textOf(response(contentType, bytes))).toThrow(
      new RegExp(`^RESPONSE_INVALID: .*status 200.*${contentType.split(';')[0]}.*base64`),
    );
  });

  it('is not in a charset that nobody knows', () => {
    expect(() => textOf(response('text/plain; charset=klingon', [0x61]))).toThrow(
      /^RESPONSE_INVALID: .*klingon/,
    );
  });

  it('that a generation has decoded itself is refused when it lost bytes by that', () => {
    expect(textOf({ status: 200, headers: {}, text: 'plain' })).toBe('plain');
    expect(() => textOf({ status: 200, headers: {}, text: 'Z\uFFFDrich' })).toThrow('RESPONSE_INVALID');
  });
});

describe('base64', () => {
  it('is every byte, also of a part of a larger buffer', () => {
    const { bytes = new Uint8Array() } = response('application/pdf', PDF);
    const part = Uint8Array.from([1, 2, ...PDF, 3]).subarray(2, -1);

    expect(base64Of({ status: 200, headers: {}, text: '', bytes })).toBe(PDF.toString('base64'));
    expect(base64Of({ status: 200, headers: {}, text: '', bytes: part })).toBe(PDF.toString('base64'));
  });

  it('cannot be had where the generation hands over text only', () => {
    expect(() => base64Of({ status: 201, headers: {}, text: 'x' })).toThrow(
      /^RESPONSE_INVALID: .*status 201/,
    );
  });
});
