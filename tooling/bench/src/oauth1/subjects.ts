import crypto from 'node:crypto';
import { signRequest } from '@lp-functions/auth';
import OAuth from 'oauth-1.0a';

const URL = 'https://api.example.com/v1/orders';
/** A form of ten fields, with what real ones hold: numbers, dates, words, an address, a link. */
const FIELDS: Record<string, string> = {
  order: '1027',
  customer: 'Käthe Müller',
  street: '12 Main Street, 2nd floor',
  city: 'Zürich',
  email: 'kaethe@example.com',
  date: '2026-11-24',
  amount: '129.90',
  currency: 'EUR',
  callback: 'https://shop.example.com/paid?order=1027',
  note: 'ring twice & wait',
};
const CONSUMER = { key: 'xvz1evFS4wEEPTGEFPHBog', secret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw' };
const TOKEN = {
  key: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
  secret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
};

const hmac = (baseString: string, key: string) =>
  crypto.createHmac('sha1', key).update(baseString).digest('base64');

/** @param fixed time and nonce, which each subject makes itself when there are none */
export function signByUs(fixed: { timestamp?: number; nonce?: string } = {}) {
  return signRequest(
    {
      method: 'POST',
      url: URL,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: BODY,
    },
    {
      consumerKey: CONSUMER.key,
      consumerSecret: CONSUMER.secret,
      token: TOKEN.key,
      tokenSecret: TOKEN.secret,
    },
    fixed,
  );
}

const BODY = Object.entries(FIELDS)
  .map((pair) => pair.map(encodeURIComponent).join('='))
  .join('&');

/** As its readme says; the object is the caller's and made once, but the package adds to the data it is given. */
export const oauth = new OAuth({ consumer: CONSUMER, signature_method: 'HMAC-SHA1', hash_function: hmac });

export function signByPackage() {
  return oauth.toHeader(oauth.authorize({ method: 'POST', url: URL, data: { ...FIELDS } }, TOKEN));
}

const { baseString } = signByUs();
const KEY = `${CONSUMER.secret}&${TOKEN.secret}`;

export const signBare = () => hmac(baseString, KEY);

/** What is measured, in the order of the table. */
export const subjects = {
  'bare HMAC of the same base string': signBare,
  signRequest: () => signByUs(),
  'oauth-1.0a': signByPackage,
};
