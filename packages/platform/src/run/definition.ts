import type { EventId, EventPayload, EventResult } from '../events/events.ts';
import type { HttpClient } from '../http/client.ts';
import type { Log } from '../output/log.ts';
import type { Redactor } from '../output/redactor.ts';
import type { Fields, Output } from '../schema/parse.ts';
import type { SecretDeclarations } from '../secrets/declaration.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { commonEnvironment } from './environment.ts';
import type { Host } from './host.ts';

/** The variables of a function as its runs see them. */
export type Environment<Variables extends Fields> = Output<Variables & typeof commonEnvironment>;

/** Everything a handler may use during one run. */
export interface Run<
  Variables extends Fields = Fields,
  Payload extends Fields = Fields,
  SecretName extends string = string,
> extends Pick<Host, 'accountId' | 'clock' | 'generation' | 'instance' | 'random' | 'secretStorage'> {
  payload: Output<Payload>;
  env: Environment<Variables>;
  secrets: Secrets<SecretName>;
  http: HttpClient;
  log: Log;
  redactor: Redactor;
  /**
   * When the run has to end, in milliseconds since the epoch. The platform kills a run at 30 s without a
   * word; ending a little earlier leaves time for an error.
   */
  endsAt: number;
}

/** What functions with and without an event have in common. */
interface DefinitionBase<Variables extends Fields, SecretName extends string> {
  /** The platform's name: letters, digits and underscores, at most 50. */
  name: string;
  /** At most 200 characters. */
  description: string;
  /** Variables, besides the common ones; each schema takes text. */
  environment: Variables;
  /** The secrets, by their default names; the variable `SECRET_<NAME>` points one at another secret. */
  secrets: SecretDeclarations<SecretName, Environment<Variables>>;
  /** The configured URLs; their origins are the ones a run may talk to. */
  targets(env: Environment<Variables>): (string | undefined)[];
}

/** What one function is: described once, run by either generation of the platform, checked at build time. */
export interface FunctionDefinition<
  Variables extends Fields = Fields,
  Payload extends Fields = Fields,
  SecretName extends string = string,
> extends DefinitionBase<Variables, SecretName> {
  /** The event of the platform that calls it; its payload comes as it is. @default none */
  event?: EventId;
  /** Fields of the payload; others are refused. */
  payload: Payload;
  handler(run: Run<Variables, Payload, SecretName>): Promise<unknown>;
}

/** A definition of any function, for tools that treat all alike. */
export type AnyFunctionDefinition = FunctionDefinition<Fields, Fields, string>;

/** What a run needs of a definition. */
export type RunnableDefinition = Pick<
  AnyFunctionDefinition,
  'event' | 'environment' | 'payload' | 'secrets' | 'targets' | 'handler'
>;

/** A run that an event began. */
export type EventRun<Id extends EventId, Variables extends Fields, SecretName extends string> = Omit<
  Run<Variables, Fields, SecretName>,
  'payload'
> & { payload: EventPayload<Id> };

/** A function that an event calls: the event says what the payload is, and what may come back. */
export interface EventDefinition<
  Id extends EventId = EventId,
  Variables extends Fields = Fields,
  SecretName extends string = string,
> extends DefinitionBase<Variables, SecretName> {
  event: Id;
  handler(run: EventRun<Id, Variables, SecretName>): Promise<EventResult<Id>>;
}

/** The member `event` tells the compiler which one it is. */
type DefinitionForAnEvent<Variables extends Fields, SecretName extends string> = {
  [Id in EventId]: EventDefinition<Id, Variables, SecretName>;
}[EventId];

/** Gives a definition its types. */
export function defineFunction<const Variables extends Fields, const SecretName extends string>(
  definition: DefinitionForAnEvent<Variables, SecretName>,
): FunctionDefinition<Variables, Record<never, never>, SecretName>;
export function defineFunction<
  const Variables extends Fields,
  const Payload extends Fields,
  const SecretName extends string,
>(
  definition: FunctionDefinition<Variables, Payload, SecretName>,
): FunctionDefinition<Variables, Payload, SecretName>;
export function defineFunction(definition: object): object {
  return { payload: {}, ...definition };
}

/**
 * What the documents say about a function: one line for each variable, secret and payload field. Kept beside
 * the definition, checked by the compiler for completeness, and never bundled.
 */
export interface FunctionDocs<Definition extends AnyFunctionDefinition> {
  environment: Record<keyof Definition['environment'] & string, string>;
  secrets: Record<keyof Definition['secrets'] & string, string>;
  payload: Record<keyof Definition['payload'] & string, string>;
  result: string;
}
