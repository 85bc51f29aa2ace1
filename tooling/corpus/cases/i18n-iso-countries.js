import countries from 'i18n-iso-countries';
import german from 'i18n-iso-countries/langs/de.json' with { type: 'json' };

export default () => {
  countries.registerLocale(german);
  return [countries.getName('JP', 'de'), countries.alpha2ToAlpha3('DE')];
};
