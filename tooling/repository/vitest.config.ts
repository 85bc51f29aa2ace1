import base from '@lp-functions/testbed/vitest';
import { defineConfig } from 'vitest/config';
import functions from './functions.config.ts';

export default defineConfig({ test: { ...base.test, exclude: functions.test?.include } });
