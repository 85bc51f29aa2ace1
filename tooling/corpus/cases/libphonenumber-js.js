import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js';

export default () => {
  const phone = parsePhoneNumberFromString('(213) 373-42-53', 'US');
  return [phone.formatInternational(), phone.isValid(), new AsYouType('DE').input('03012345678')];
};
