#!/usr/bin/env node
// The sources are TypeScript; Node 20 needs tsx to load them.
import { register } from 'tsx/esm/api';

register();
await import('../src/cli.ts');
