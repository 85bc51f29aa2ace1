import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';

export default () => {
  const oauth = new OAuth({
    consumer: { key: 'k', secret: 's' },
    signature_method: 'HMAC-SHA1',
    hash_function: (text, key) => createHmac('sha1', key).update(text).digest('base64'),
  });
  oauth.getNonce = () => 'nonce';
  oauth.getTimeStamp = () => 1;
  return oauth.toHeader(oauth.authorize({ url: 'https://a.example/b?c=d', method: 'POST' }));
};
