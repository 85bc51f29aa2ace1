import { XMLBuilder, XMLParser } from 'fast-xml-parser';

export default () => {
  const data = new XMLParser({ ignoreAttributes: false }).parse('<a id="1"><b>x</b><b>y</b></a>');
  return [data, new XMLBuilder({ ignoreAttributes: false }).build(data)];
};
