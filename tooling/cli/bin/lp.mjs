#!/usr/bin/env node
import './prebuild.mjs';

await import('../dist/lp.mjs');
