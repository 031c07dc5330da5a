import { ok, refuse, type Result } from '#core/problem.ts';

/** How the text of a file was written as bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What windows-1252 has where latin-1 has control characters, from byte 0x80 on (WHATWG Encoding, index-windows-1252). */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const PIECE = 8192;

/**
 * The text of an uploaded file: UTF-8 with or without a byte-order mark, UTF-16 with or without one, and otherwise
 * latin-1 as Windows writes it. Fails with `invalid_input` for what is no text, such as a spreadsheet's own format.
 */
export function decodeFile(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }> {
  if (bytes.length === 0)
    return unreadable('The file is empty.', 'Choose a CSV file with a header and rows.');
  const packed = formatOf(bytes);
  if (packed !== null) {
    return unreadable(`The file is ${packed}, not CSV.`, 'Save or export it as CSV, and upload that.');
  }
  const encoding = encodingOf(bytes);
  const text = encoding === 'utf-8' ? utf8(bytes) : null;
  if (text !== null) return checked(text, 'utf-8');
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return checked(utf16(bytes, encoding === 'utf-16be'), encoding);
  }
  return checked(windows(bytes), 'windows-1252');
}

function formatOf(bytes: Uint8Array): string | null {
  const starts = (...first: number[]) => first.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'a spreadsheet or an archive';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'an old Excel workbook';
  if (starts(0x1f, 0x8b)) return 'compressed';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'a PDF';
  return starts(0x00, 0x00, 0xfe, 0xff) || starts(0xff, 0xfe, 0x00, 0x00) ? 'UTF-32' : null;
}

/** By its byte-order mark; without one, Western text in UTF-16 has a zero in every other byte. */
function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 512);
  const zeros = (odd: number) => sample.reduce((n, byte, at) => n + Number(at % 2 === odd && byte === 0), 0);
  const most = sample.length / 4;
  if (zeros(1) > most) return 'utf-16le';
  return zeros(0) > most ? 'utf-16be' : 'utf-8';
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

function utf16(bytes: Uint8Array, big: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasMark = view.byteLength >= 2 && view.getUint16(0, !big) === 0xfeff;
  return inPieces(Math.floor(bytes.length / 2), (at) => view.getUint16(at * 2, !big)).slice(hasMark ? 1 : 0);
}

function windows(bytes: Uint8Array): string {
  return inPieces(bytes.length, (at) => {
    const byte = bytes[at] ?? 0;
    return byte >= 0x80 && byte < 0xa0 ? WINDOWS.charCodeAt(byte - 0x80) : byte;
  });
}

function inPieces(length: number, unit: (at: number) => number): string {
  const pieces: string[] = [];
  for (let from = 0; from < length; from += PIECE) {
    const units = Array.from({ length: Math.min(PIECE, length - from) }, (_, at) => unit(from + at));
    pieces.push(String.fromCharCode(...units));
  }
  return pieces.join('');
}

function checked(text: string, encoding: Encoding): Result<{ text: string; encoding: Encoding }> {
  return text.includes('\0')
    ? unreadable('The file is not text: it holds zero bytes.', 'Save it as CSV in UTF-8, and upload that.')
    : ok({ text: text.toWellFormed(), encoding });
}

function unreadable(message: string, remedy: string): Result<never> {
  return refuse('invalid_input', message, remedy, 'file');
}
