import { APIS, storeOf, ttlFor } from '../support.ts';

// A process that saves properties of its own into a session that others save into as well.
const [name, url = '', prefix, count] = process.argv.slice(2);
const api = APIS.find((known) => known === name) ?? 'v1';
const session = storeOf(api, url).session('demo', 'shared');
const saves = Array.from({ length: Number(count) }, (_, index) =>
  session.save({ [`${prefix}${index}`]: index }, ttlFor(api)),
);
await Promise.all(saves);
