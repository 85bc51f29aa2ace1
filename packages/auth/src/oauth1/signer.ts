import OAuth from 'oauth-1.0a';
import { joinParameter, normalizeParameters } from './parameters.ts';

/** `oauth-1.0a`, which knows keys, encoding and headers, with a base string of what is on the wire. */
export class Signer extends OAuth {
  /**
   * RFC 5849 section 3.4.1.1.
   * @param parameters of the request, encoded
   * @param oauthParameters of the header
   */
  baseString(
    method: string,
    url: string,
    parameters: string[],
    oauthParameters: Record<string, string>,
  ): string {
    const all = Object.entries(oauthParameters).map(([name, value]) =>
      joinParameter(name, this.percentEncode(value)),
    );
    return [method.toUpperCase(), this.getBaseUrl(url), normalizeParameters([...all, ...parameters])]
      .map((part) => this.percentEncode(part))
      .join('&');
  }

  /** The package looks for five characters, one after another, that few texts have. */
  override percentEncode(text: string): string {
    return /[!'()*]/.test(text) ? super.percentEncode(text) : encodeURIComponent(text);
  }
}
