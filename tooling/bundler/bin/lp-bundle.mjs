#!/usr/bin/env node
import { startCommand } from '../command/start.mjs';

await startCommand(new URL('..', import.meta.url), 'lp-bundle');
