const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * A Salesforce id in its 18-character form, which alone may be compared; null where the text is no id. Of an id that
 * has 18 characters already, the last three must agree with the rest, read without regard to case: some tools
 * capitalise them. Source: Salesforce's "ID field type": each of three groups of five characters gives one, whose bits
 * say which of them are capitals.
 */
export function to18(id: string): string | null {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id)) return null;
  const short = id.slice(0, 15);
  const suffix = [0, 5, 10].map((at) => suffixOf(short.slice(at, at + 5))).join('');
  return id.length === 15 || id.slice(15).toUpperCase() === suffix ? short + suffix : null;
}

function suffixOf(group: string): string {
  let bits = 0;
  for (let at = 0; at < group.length; at++) {
    if (/[A-Z]/.test(group.charAt(at))) bits |= 1 << at;
  }
  return ALPHABET.charAt(bits);
}
