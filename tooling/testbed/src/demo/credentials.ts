import { randomBytes } from 'node:crypto';

const random = () => randomBytes(18).toString('base64');

/** Fresh for each demo, with the characters that real ones have. */
export const OAUTH1 = {
  consumerKey: random(),
  consumerSecret: random(),
  tokenKey: random(),
  tokenSecret: random(),
};

export const MAVEN_API_KEY = random();
