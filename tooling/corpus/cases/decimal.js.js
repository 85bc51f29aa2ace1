import { Decimal } from 'decimal.js';

export default () => {
  return [
    new Decimal(2).sqrt().toString(),
    String(Decimal.acos(0)),
    JSON.stringify({ d: new Decimal('1.10') }),
  ];
};
