import { decodeJwt, jwtVerify, SignJWT } from 'jose';

export default async () => {
  const key = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
  const token = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1).sign(key);
  const wrong = await jwtVerify(`${token}x`, key).catch((error) => [error.name, error.code]);
  return [token, decodeJwt(token), (await jwtVerify(token, key)).payload, wrong];
};
