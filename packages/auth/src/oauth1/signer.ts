import OAuth from 'oauth-1.0a';
import { joinParameter, normalizeParameters } from './parameters.ts';

/** `oauth-1.0a` with the parameters of the request as they are on the wire. */
export class Signer extends OAuth {
  /** @param request.data the request's own parameters, encoded */
  override getParameterString({ data }: OAuth.RequestOptions, oauthParameters: object): string {
    return normalizeParameters([
      ...data,
      ...Object.entries(oauthParameters).map(([name, value]) =>
        joinParameter(name, this.percentEncode(value)),
      ),
    ]);
  }

  /** Most texts need no encoding, and the package looks for five more characters in each. */
  override percentEncode(text: string): string {
    return /[^\w.~-]/.test(text) ? super.percentEncode(text) : text;
  }
}
