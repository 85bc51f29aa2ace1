import type { Api } from '../support.ts';
import { storeOf } from '../support.ts';

// A process that saves properties of its own into a session that others save into as well.
const [api, url = '', prefix, count] = process.argv.slice(2);
const session = storeOf(api as Api, url).session('demo', 'shared');
const saves = Array.from({ length: Number(count) }, (_, index) =>
  session.save({ [`${prefix}${index}`]: index }, api === 'v2' ? 3_600 : undefined),
);
await Promise.all(saves);
