import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providersPage } from './providers-page.ts';
import { withServicesTable } from './services-table.ts';

const readme = join(process.cwd(), 'README.md');

writeFileSync(join(process.cwd(), 'docs', 'providers.md'), providersPage());
writeFileSync(readme, withServicesTable(readFileSync(readme, 'utf8')));
