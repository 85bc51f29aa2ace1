#!/usr/bin/env node
import { startCommand } from '@lp-functions/bundler/command';

await startCommand(new URL('..', import.meta.url), 'lp-providers');
