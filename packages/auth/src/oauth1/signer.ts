import OAuth from 'oauth-1.0a';
import { normalizeParameters, type Parameter } from './parameters.ts';

/**
 * `oauth-1.0a`, which knows keys and encoding, with what it gets wrong: it signs other parameters than are on the wire
 * and trusts the realm.
 */
export class Signer extends OAuth {
  /**
   * RFC 5849 section 3.4.1.1.
   * @param uri without query
   */
  baseString(method: string, uri: string, parameters: Parameter[]): string {
    // Encoded once, parameters hold nothing that the package would encode and JavaScript does not.
    return `${this.percentEncode(method.toUpperCase())}&${this.percentEncode(uri)}&${encodeURIComponent(
      normalizeParameters(parameters),
    )}`;
  }

  /** The Authorization header (section 3.5.1); the realm is a quoted string (RFC 9110 section 5.6.4). */
  authorization(parameters: readonly string[], realm: string | undefined): string {
    const quoted = parameters.join('", ').replaceAll('=', '="');
    return `OAuth ${realm ? `realm="${realm.replace(/["\\]/g, '\\$&')}", ` : ''}${quoted}"`;
  }

  /** Most texts need no encoding, and few have the characters that the package then looks for one by one. */
  override percentEncode(text: string): string {
    if (!/[^\w.~-]/.test(text)) return text;
    return /[!'()*]/.test(text) ? super.percentEncode(text) : encodeURIComponent(text);
  }
}
