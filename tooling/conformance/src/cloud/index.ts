export { ACCOUNT, type Cloud, type CloudRequest, startCloud } from './cloud.ts';
export type { Lambda } from './lambda.ts';
