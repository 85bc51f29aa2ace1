import moment from 'moment';
import 'moment/locale/de.js';

export default () => {
  moment.locale('en');
  return [
    moment.utc('2024-01-31').add(1, 'month').format('LLLL'),
    moment.locale('de'),
    moment.duration(90, 'minutes').humanize(),
  ];
};
