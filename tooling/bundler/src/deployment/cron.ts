const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface CronField {
  min: number;
  max: number;
  names?: readonly string[];
  /** What only days can be, e.g. `L`, the last one. */
  special?: RegExp;
}

const FIELDS: readonly CronField[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31, special: /^(\?|L|LW|\d+W)$/ },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 7, names: DAYS, special: /^(\?|[0-7]?L|[0-7]#[1-5])$/ },
];

/** Whether a text is minute, hour, day of month, month and day of week, each within its range. */
export function isCron(text: string): boolean {
  const fields = text.split(' ');
  return (
    fields.length === FIELDS.length &&
    FIELDS.every((field, index) => fields[index]?.split(',').every((part) => isPart(part, field)))
  );
}

/** `*`, `n` or `n-m`, with or without a step. */
function isPart(part: string, field: CronField): boolean {
  if (field.special?.test(part)) return true;
  const [range = '', step = '1', ...more] = part.split('/');
  const [first = '', last = first, ...others] = range.split('-');
  const isRange = range === '*' || [first, last].every((value) => isValue(value, field));
  return isRange && isNumber(step, 1, field.max) && more.length + others.length === 0;
}

const isValue = (value: string, { min, max, names }: CronField): boolean =>
  names?.includes(value.toUpperCase()) || isNumber(value, min, max);

const isNumber = (text: string, min: number, max: number): boolean =>
  /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
