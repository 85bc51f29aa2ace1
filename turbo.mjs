// Turbo's telemetry is off for whoever uses this repository: turbo knows no setting for that but the environment.
import { createRequire } from 'node:module';

process.env.TURBO_TELEMETRY_DISABLED = '1';
createRequire(import.meta.url)('turbo/bin/turbo');
