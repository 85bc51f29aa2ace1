import crypto from 'node:crypto';
import { FunctionError } from '@lp-functions/platform';

/** What a sealed text belongs to. It cannot be opened as anything else's. */
export interface SealedFor {
  accountId: string;
  namespace: string;
  connection: string;
  group: string;
}

/** Keys that seal texts: the first one seals, all of them open. */
export interface KeyRing {
  seal(text: string, sealedFor: SealedFor): string;
  /**
   * @throws `CONFIG_INVALID` when the key is not in the ring any more; `RESPONSE_INVALID` for what was not sealed for
   * this, or was changed since
   */
  open(sealed: string, sealedFor: SealedFor): string;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/** Of this format: changes with everything that makes a sealed text unreadable for the code before. */
const VERSION = 's1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_CHARS = 8;

/**
 * Reads keys of 32 bytes, each as base64 or hexadecimal digits, separated by commas or white space. To replace a key,
 * put the new one in front; what was sealed with the old one is sealed anew when its tokens change.
 * @param secret the value @param name the account's name of the secret, for messages
 * @throws `CONFIG_INVALID`
 */
export function readKeyRing(secret: string, name: string): KeyRing {
  const keys = secret
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((text, index) => readKey(text, index, name));
  const [sealing] = keys;
  if (!sealing) throw noKey(name, 0);
  return {
    seal: (text, sealedFor) => seal(text, sealing, sealedFor),
    open(sealed, sealedFor) {
      const [version, keyId, nonce, box] = sealed.split('.');
      if (version !== VERSION || !nonce || !box) throw notSealed(sealedFor);
      const key = keys.find(({ id }) => id === keyId);
      if (!key) {
        throw new FunctionError(
          'CONFIG_INVALID',
          `the secret ${name} does not hold the key any more that sealed the tokens of ${sealedFor.connection}; ` +
            'add it behind the present one, after a comma',
        );
      }
      return open(Buffer.from(nonce, 'base64url'), Buffer.from(box, 'base64url'), key, sealedFor);
    },
  };
}

function readKey(text: string, index: number, name: string): Key {
  const bytes = Buffer.from(text, /^[\da-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (bytes.length !== KEY_BYTES) throw noKey(name, index);
  const id = crypto.createHash('sha256').update('key id').update(bytes).digest('base64url');
  return { bytes, id: id.slice(0, KEY_ID_CHARS) };
}

function seal(text: string, { id, bytes }: Key, sealedFor: SealedFor): string {
  const nonce = crypto.randomBytes(NONCE_BYTES);
  const cipher = crypto.createCipheriv(CIPHER, bytes, nonce);
  cipher.setAAD(associatedData(sealedFor));
  const box = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, id, nonce.toString('base64url'), box.toString('base64url')].join('.');
}

function open(nonce: Buffer, box: Buffer, { bytes }: Key, sealedFor: SealedFor): string {
  try {
    const decipher = crypto.createDecipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(sealedFor));
    decipher.setAuthTag(box.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(box.subarray(0, -TAG_BYTES)), decipher.final()]).toString();
  } catch {
    throw notSealed(sealedFor);
  }
}

const associatedData = ({ accountId, namespace, connection, group }: SealedFor): Buffer =>
  Buffer.from(JSON.stringify([VERSION, accountId, namespace, connection, group]));

const noKey = (name: string, index: number) =>
  new FunctionError(
    'CONFIG_INVALID',
    `the secret ${name}: key ${index + 1} is none; expected ${KEY_BYTES} bytes as base64, e.g. of ` +
      `"openssl rand -base64 ${KEY_BYTES}"`,
  );

const notSealed = ({ connection }: SealedFor) =>
  new FunctionError(
    'RESPONSE_INVALID',
    `what the context store holds for ${connection} was not sealed for this account, namespace, connection and ` +
      'group; store the connection again',
  );
