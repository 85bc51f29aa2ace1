export { benches } from './benches.ts';
export { measureChildren, median } from './measure.ts';
export { installPeers, peersFolder } from './peers.ts';
export { printTable } from './table.ts';
