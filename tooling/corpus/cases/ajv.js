import Ajv from 'ajv';

export default () => {
  const ajv = new Ajv.default({ allErrors: true });
  const validate = ajv.compile({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } });
  return [validate({ id: 1 }), validate({ id: 'x' }), ajv.errorsText(validate.errors)];
};
