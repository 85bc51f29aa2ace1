export { ACCOUNT, type Cloud, type CloudRequest } from './server.ts';
export { type Lambda, startCloudV1 } from './v1.ts';
export { type FunctionV2, startCloudV2 } from './v2.ts';
