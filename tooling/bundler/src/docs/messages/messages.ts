import type { AnyNode } from 'acorn';
import { combine, type Piece, render } from './render.ts';
import { type Call, callsIn, isCallOf, type NamedFunction, type SourceFile } from './syntax.ts';

/** A message that a user can see: what changes from run to run stands in braces. */
export interface Message {
  code: string;
  text: string;
  /** The source file that says it. */
  path: string;
}

/** One error that a source makes. */
interface Origin {
  path: string;
  code: Piece[];
  text: Piece[];
  inside: NamedFunction | undefined;
}

const ERROR_CLASS = 'FunctionError';
/** Deeper than any helper that makes an error for another one. */
const MAX_DEPTH = 4;

/** Every message of `new FunctionError(code, text)` in these files, followed through the functions that make errors. */
export async function messagesOf(files: readonly SourceFile[]): Promise<Message[]> {
  const calls = (await Promise.all(files.map(callsIn))).flat();
  const origins = calls.filter(({ callee }) => callee === ERROR_CLASS).flatMap(originsOf);
  const messages = origins
    .flatMap((origin) => followed(origin, calls, MAX_DEPTH))
    .map(({ path, code, text }) => ({ path, code: asText(code), text: asText(text) }));
  const byText = new Map(messages.map((message) => [`${message.code}: ${message.text}`, message]));
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}

function originsOf({ path, args: [code, text], inside, definitions }: Call): Origin[] {
  return render(code, definitions).flatMap((codePieces) =>
    render(text, definitions).map((textPieces) => ({ path, code: codePieces, text: textPieces, inside })),
  );
}

/** Where the message of an error is a parameter, the calls of that function say it. */
function followed(origin: Origin, calls: readonly Call[], depth: number): Origin[] {
  const { inside } = origin;
  const hole = [...origin.code, ...origin.text].find(
    (piece) => 'hole' in piece && inside?.parameters.has(piece.hole),
  );
  if (!inside || !hole || !('hole' in hole) || depth === 0) return [origin];
  const callers = calls.filter((call) => isCallOf(call, inside) && call.inside !== inside);
  if (callers.length === 0) return [origin];
  return callers.flatMap((call) => filled(origin, call).flatMap((next) => followed(next, calls, depth - 1)));
}

/** The origin as a caller makes it: every parameter replaced by the argument. */
function filled(origin: Origin, call: Call): Origin[] {
  const fill = (pieces: readonly Piece[]): Piece[][] =>
    pieces.reduce<Piece[][]>(
      (variants, piece) =>
        combine(variants, 'hole' in piece ? argument(piece.hole, origin, call) : [[piece]]),
      [[]],
    );
  return fill(origin.code).flatMap((code) =>
    fill(origin.text).map((text) => ({ path: call.path, code, text, inside: call.inside })),
  );
}

function argument(hole: string, { inside }: Origin, { args, definitions }: Call): Piece[][] {
  const parameter = inside?.parameters.get(hole);
  if (!parameter) return [[{ hole }]];
  const given = args[parameter.index];
  const value = parameter.property === undefined ? given : memberOf(given, parameter.property);
  return value === undefined ? [[{ hole }]] : render(value, definitions);
}

function memberOf(node: AnyNode | undefined, name: string): AnyNode | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const member of node.properties) {
    if (member.type === 'Property' && member.key.type === 'Identifier' && member.key.name === name) {
      return member.value;
    }
  }
  return undefined;
}

const asText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('hole' in piece ? `{${piece.hole}}` : piece.text)).join('');
