import he from 'he';

export default () => {
  return [he.encode('ü < é'), he.decode('&uuml;&nbsp;&#x1F600;')];
};
