import { decodeKey } from '#server/config.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Seals and opens one tenant's secrets. Sealed text is `v1.<key id>.<iv>.<ciphertext>`, parts in base64url. */
export interface Vault {
  seal(field: string, plain: string): Promise<string>;
  /** Throws where the key is gone or the text was moved from another tenant or field. */
  open(field: string, sealed: string): Promise<string>;
}

/**
 * AES-256-GCM with a fresh 96-bit IV each time; tenant and field are bound as additional data, so a row copied
 * elsewhere does not open. `keys` is one key, or several separated by commas: the first seals, all may open.
 */
export async function openVault(keys: string, tenant: string): Promise<Vault> {
  const ring = await Promise.all(keys.split(',').map(importKey));
  const newest = ring[0];
  if (newest === undefined) throw new Error('no encryption key');
  return {
    async seal(field, plain) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bytes = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bind(tenant, field, newest.id) },
        newest.key,
        encoder.encode(plain),
      );
      return ['v1', newest.id, toBase64(iv), toBase64(new Uint8Array(bytes))].join('.');
    },
    async open(field, sealed) {
      const [version, id, iv, bytes] = sealed.split('.');
      const match = ring.find((entry) => entry.id === id);
      if (version !== 'v1' || match === undefined || iv === undefined || bytes === undefined) {
        throw new Error(
          `secret ${field} was sealed with key ${id ?? '?'}, which ENCRYPTION_KEY no longer holds`,
        );
      }
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: fromBase64(iv), additionalData: bind(tenant, field, match.id) },
        match.key,
        fromBase64(bytes),
      );
      return decoder.decode(plain);
    },
  };
}

async function importKey(text: string): Promise<{ id: string; key: CryptoKey }> {
  const raw = decodeKey(text);
  if (raw === null) throw new Error('an encryption key must be 32 bytes');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  return {
    id: toBase64(digest.slice(0, 6)),
    key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
  };
}

function bind(tenant: string, field: string, keyId: string): Uint8Array {
  return encoder.encode(`v1|${tenant}|${field}|${keyId}`);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
