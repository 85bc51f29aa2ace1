import { DateTime, Duration } from 'luxon';

export default () => {
  return [
    DateTime.fromISO('2024-03-31T00:30', { zone: 'Europe/Berlin' }).plus({ hours: 2 }).toISO(),
    Duration.fromISO('PT90M').as('hours'),
  ];
};
