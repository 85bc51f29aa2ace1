import OAuth from 'oauth-1.0a';
import { normalizeParameters, type Parameter } from './parameters.ts';

/** A parameter of the protocol, its value encoded; names of the protocol need no encoding. */
export interface ProtocolParameter {
  name: string;
  value: string;
}

/**
 * `oauth-1.0a`, which knows keys and encoding, with what it gets wrong: it signs other parameters than are on
 * the wire and trusts the realm.
 */
export class Signer extends OAuth {
  /**
   * RFC 5849 section 3.4.1.1.
   * @param uri without query
   */
  baseString(method: string, uri: string, parameters: Parameter[]): string {
    // Encoded once, parameters hold nothing that the package would encode and JavaScript does not.
    const normalized = encodeURIComponent(normalizeParameters(parameters));
    return `${this.percentEncode(method.toUpperCase())}&${this.percentEncode(uri)}&${normalized}`;
  }

  /** The Authorization header (section 3.5.1). */
  authorization(parameters: readonly ProtocolParameter[], realm: string | undefined): string {
    const quoted = parameters.map(({ name, value }) => `${name}="${value}"`);
    if (realm) quoted.unshift(`realm=${quotedString(realm)}`);
    return `OAuth ${quoted.join(', ')}`;
  }

  /** Most texts need no encoding, and few have the characters that the package then looks for one by one. */
  override percentEncode(text: string): string {
    if (!/[^\w.~-]/.test(text)) return text;
    return /[!'()*]/.test(text) ? super.percentEncode(text) : encodeURIComponent(text);
  }
}

/** RFC 9110 section 5.6.4. */
const quotedString = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
