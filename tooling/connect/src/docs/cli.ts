import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providersPage } from './providers-page.ts';

writeFileSync(join(process.cwd(), 'docs', 'providers.md'), providersPage());
