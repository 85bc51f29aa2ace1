import { expect, it } from 'vitest';
import { tooLarge } from '../../src/http/exchange.ts';

it('names host and limit of a response that is too large, not its path', () => {
  const { code, message, status } = tooLarge('https://api.example.com/orders?key=s3cret', 64, 200);

  expect([code, status]).toEqual(['RESPONSE_TOO_LARGE', 200]);
  expect(message).toMatch(/api\.example\.com.*64/);
  expect(message).not.toContain('s3cret');
});
