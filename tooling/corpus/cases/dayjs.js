import dayjs from 'dayjs';
import 'dayjs/locale/de.js';
import utc from 'dayjs/plugin/utc.js';

export default () => {
  dayjs.extend(utc);
  return [
    dayjs.utc('2024-02-29').add(1, 'year').format(),
    dayjs.utc('2024-03-01').locale('de').format('dddd'),
  ];
};
