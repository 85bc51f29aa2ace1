import { z } from 'zod';

export default () => {
  const schema = z.object({ id: z.coerce.number().int(), tags: z.array(z.string()).default([]) });
  const bad = schema.safeParse({ id: 'x' });
  return [schema.parse({ id: '7' }), bad.error.name, bad.error.issues.map(({ code }) => code)];
};
