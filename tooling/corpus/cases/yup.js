import { number, object, string } from 'yup';

export default async () => {
  const schema = object({ id: number().required().integer(), name: string().default('none') });
  const failure = await schema.validate({ id: 1.5 }).catch((error) => [error.name, error.message]);
  return [await schema.validate({ id: '7' }), failure];
};
