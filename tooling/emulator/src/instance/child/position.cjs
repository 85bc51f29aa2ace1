// Where in the function's sources something happens. Node maps stacks, see `hasSourceMap`.
const { settings } = require('./bridge.cjs');

const FRAME = /\(?((?:file:\/\/)?\/?[^()\s]+:\d+:\d+)\)?$/;
/** The author of a function looks for a line of the function, not of what it stands on. */
const BENEATH = /\/(?:packages\/platform|node_modules)\/|^node:/;
const isBeneath = (place) => BENEATH.test(place) || place.startsWith(__dirname);

/** @returns `path:line:column` of the nearest frame that belongs to the function, if stacks are to be read */
function position() {
  if (!settings.positions) return undefined;
  const holder = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  Error.captureStackTrace(holder, position);
  const stack = String(holder.stack);
  Error.stackTraceLimit = stackTraceLimit;
  const places = stack
    .split('\n')
    .flatMap((line) => FRAME.exec(line.trim())?.[1]?.replace(/^file:\/\//, '') ?? []);
  return places.find((place) => !isBeneath(place)) ?? places.find((place) => !place.startsWith(__dirname));
}

module.exports = { position };
