/** Americas, EMEA, APAC. */
export type Zone = 'z1' | 'z2' | 'z3';

/** Each zone of the service is a subdomain. */
export const CONTEXT_DOMAIN = 'context.liveperson.net';
