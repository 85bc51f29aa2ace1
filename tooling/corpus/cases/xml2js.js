import xml2js from 'xml2js';

export default async () => {
  const data = await xml2js.parseStringPromise('<a id="1"><b>x</b></a>');
  const failure = await xml2js.parseStringPromise('<a>').catch((error) => error.message);
  return [data, new xml2js.Builder({ headless: true }).buildObject(data), failure];
};
