import crypto from 'node:crypto';
import type { OAuth1Credentials } from '../../src/index.ts';

/** Published examples, with the source that prints them. */
export interface Vector {
  source: string;
  method: string;
  target: string;
  contentType?: string;
  body?: string;
  authorization: string;
  baseString: string;
  credentials: OAuth1Credentials;
}

const PHOTOS = { consumerKey: 'dpf43f3p2l4k3l03', consumerSecret: 'kd94hf93k423kf44' };

const RSA_PUBLIC_KEY = crypto.createPublicKey({
  key: Buffer.from(
    'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC0YjCwIfYoprq/FQO6lb3asXrxLlJFuCvtinTF5p0GxvQGu5O3gYytUvtC2JlYzypSRjVxwxrsuRcP3e641SdASwfrmzyvIgP08N4S0IFzEURkV1wp/IpH7kH41EtbmUmrXSwfNZsnQRE5SYSOhh+LcK2wyQkdgcMv11l4KoBkcwIDAQAB',
    'base64',
  ),
  format: 'der',
  type: 'spki',
});

export const VECTORS: Vector[] = [
  {
    source: 'RFC 5849 section 3.1 (signature as corrected by its erratum)',
    method: 'POST',
    target: 'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
    contentType: 'application/x-www-form-urlencoded',
    body: 'c2&a3=2+q',
    authorization:
      'OAuth realm="Example", oauth_consumer_key="9djdj82h48djs9d2", oauth_token="kkk9d7dh3k39sjv7", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131201", oauth_nonce="7d8f3e4a", oauth_signature="r6%2FTJjbCOr97%2F%2BUU0NsvSne7s5g%3D"',
    baseString:
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    credentials: {
      consumerKey: '9djdj82h48djs9d2',
      consumerSecret: 'j49sk3j29djd',
      tokenKey: 'kkk9d7dh3k39sjv7',
      tokenSecret: 'dh893hdasih9',
    },
  },
  {
    source: 'RFC 5849 section 1.2, temporary credentials',
    method: 'POST',
    target: 'https://photos.example.net/initiate',
    authorization:
      'OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131200", oauth_nonce="wIjqoS", oauth_callback="http%3A%2F%2Fprinter.example.com%2Fready", oauth_signature="74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D"',
    baseString:
      'POST&https%3A%2F%2Fphotos.example.net%2Finitiate&oauth_callback%3Dhttp%253A%252F%252Fprinter.example.com%252Fready%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3DwIjqoS%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131200',
    credentials: PHOTOS,
  },
  {
    source: 'RFC 5849 section 1.2, protected resource',
    method: 'GET',
    target: 'http://photos.example.net/photos?file=vacation.jpg&size=original',
    authorization:
      'OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", oauth_token="nnch734d00sl2jdk", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131202", oauth_nonce="chapoH", oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"',
    baseString:
      'GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3DchapoH%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131202%26oauth_token%3Dnnch734d00sl2jdk%26size%3Doriginal',
    credentials: { ...PHOTOS, tokenKey: 'nnch734d00sl2jdk', tokenSecret: 'pfkkdhi9sl3r4s00' },
  },
  {
    source: 'RFC 5849 section 2.1, PLAINTEXT',
    method: 'POST',
    target: 'https://server.example.com/request_temp_credentials',
    authorization:
      'OAuth realm="Example", oauth_consumer_key="jd83jd92dhsh93js", oauth_signature_method="PLAINTEXT", oauth_callback="http%3A%2F%2Fclient.example.net%2Fcb%3Fx%3D1", oauth_signature="ja893SD9%26"',
    baseString:
      'POST&https%3A%2F%2Fserver.example.com%2Frequest_temp_credentials&oauth_callback%3Dhttp%253A%252F%252Fclient.example.net%252Fcb%253Fx%253D1%26oauth_consumer_key%3Djd83jd92dhsh93js%26oauth_signature_method%3DPLAINTEXT',
    credentials: { consumerKey: 'jd83jd92dhsh93js', consumerSecret: 'ja893SD9' },
  },
  {
    source: 'OAuth test cases 9.3, RSA-SHA1',
    method: 'GET',
    target: 'http://photos.example.net/photos?file=vacaction.jpg&size=original',
    authorization:
      'OAuth oauth_consumer_key="dpf43f3p2l4k3l03", oauth_signature_method="RSA-SHA1", oauth_timestamp="1196666512", oauth_nonce="13917289812797014437", oauth_version="1.0", oauth_signature="jvTp%2FwX1TYtByB1m%2BPbyo0lnCOLIsyGCH7wke8AUs3BpnwZJtAuEJkvQL2%2F9n4s5wUmUl4aCI4BwpraNx4RtEXMe5qg5T1LVTGliMRpKasKsW%2F%2Fe%2BRinhejgCuzoH26dyF8iY2ZZ%2F5D1ilgeijhV%2FvBka5twt399mXwaYdCwFYE%3D"',
    baseString:
      'GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacaction.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3D13917289812797014437%26oauth_signature_method%3DRSA-SHA1%26oauth_timestamp%3D1196666512%26oauth_version%3D1.0%26size%3Doriginal',
    credentials: {
      consumerKey: 'dpf43f3p2l4k3l03',
      rsaPublicKey: RSA_PUBLIC_KEY,
    },
  },
  {
    source: 'oauthlib, HMAC-SHA256',
    method: 'GET',
    target: 'http://example.com',
    authorization:
      'OAuth oauth_consumer_key="client_key", oauth_signature_method="HMAC-SHA256", oauth_timestamp="1234567890", oauth_nonce="abc", oauth_version="1.0", oauth_signature="JzgJWBxX664OiMW3WE4MEjtYwOjI%2FpaUWHqtdHe68Es%3D"',
    baseString:
      'GET&http%3A%2F%2Fexample.com%2F&oauth_consumer_key%3Dclient_key%26oauth_nonce%3Dabc%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1234567890%26oauth_version%3D1.0',
    credentials: { consumerKey: 'client_key' },
  },
  {
    source: 'Request body hash draft 4, appendix A.1 (signed with empty secrets)',
    method: 'PUT',
    target: 'http://www.example.com/resource',
    contentType: 'text/plain',
    body: 'Hello World!',
    authorization:
      'OAuth oauth_body_hash="Lve95gjOVATpfV8EL5X4nxwjKHE%3D", oauth_consumer_key="consumer", oauth_nonce="10369470270925", oauth_signature="7q4Pbi70QW%2Fgm7gsELSr6LM5W28%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1236874236", oauth_token="token", oauth_version="1.0"',
    baseString:
      'PUT&http%3A%2F%2Fwww.example.com%2Fresource&oauth_body_hash%3DLve95gjOVATpfV8EL5X4nxwjKHE%253D%26oauth_consumer_key%3Dconsumer%26oauth_nonce%3D10369470270925%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1236874236%26oauth_token%3Dtoken%26oauth_version%3D1.0',
    credentials: { consumerKey: 'consumer', tokenKey: 'token' },
  },
];
