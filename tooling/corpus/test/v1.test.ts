import { compareOn } from './support/compare.ts';

compareOn('v1');
