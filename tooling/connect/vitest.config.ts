export { default } from '@lp-functions/testbed/vitest';
