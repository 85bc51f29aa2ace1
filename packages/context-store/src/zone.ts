/** Americas, EMEA, APAC. */
export type Zone = 'z1' | 'z2' | 'z3';

/** The service in one of its zones. */
export const zoneUrl = (zone: Zone): string => `https://${zone}.context.liveperson.net`;
