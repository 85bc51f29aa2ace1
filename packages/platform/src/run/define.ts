import type { Host } from '../host.ts';
import type { HttpClient } from '../http/client.ts';
import type { Fields, Output } from '../schema/index.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { commonEnvironment } from './environment.ts';
import type { Log } from './log.ts';
import type { Redactor } from './redactor.ts';

/** Everything a handler may use during one run. */
export interface Run<
  Environment extends Fields = Fields,
  Payload extends Fields = Fields,
  SecretName extends string = string,
> extends Pick<Host, 'accountId' | 'clock' | 'random' | 'secretStorage'> {
  payload: Output<Payload>;
  env: Output<Environment & typeof commonEnvironment>;
  secrets: Secrets<SecretName>;
  http: HttpClient;
  log: Log;
  redactor: Redactor;
  /**
   * When the run has to end, in milliseconds since the epoch. The platform kills a run at 30 s without a word;
   * ending a little earlier leaves time for an error.
   */
  endsAt: number;
}

/** What one function is: described once, run by either generation of the platform, checked at build time. */
export interface FunctionDefinition<
  Environment extends Fields = Fields,
  Payload extends Fields = Fields,
  SecretName extends string = string,
> {
  /** The platform's name: letters, digits and underscores, at most 50. */
  name: string;
  /** At most 200 characters. */
  description: string;
  /** Variables, besides the common ones; each schema takes text. */
  environment: Environment;
  /** Fields of the payload; others are refused. */
  payload: Payload;
  /** Default names of the secrets; the variable `SECRET_<NAME>` points one at another secret. */
  secrets: readonly SecretName[];
  /** The configured URLs; their origins are the ones a run may talk to. */
  targets(env: Run<Environment, Payload, SecretName>['env']): (string | undefined)[];
  handler(run: Run<Environment, Payload, SecretName>): Promise<unknown>;
}

/** A definition of any function, for tools that treat all alike. */
export type AnyFunctionDefinition = FunctionDefinition<Fields, Fields, string>;

/** What a run needs of a definition. The bundler leaves the rest out of the file. */
export type RunnableDefinition = Pick<
  AnyFunctionDefinition,
  'environment' | 'payload' | 'targets' | 'handler'
>;

/** Gives a definition its types. */
export function defineFunction<
  const Environment extends Fields,
  const Payload extends Fields,
  const SecretName extends string,
>(
  definition: FunctionDefinition<Environment, Payload, SecretName>,
): FunctionDefinition<Environment, Payload, SecretName> {
  return definition;
}

/**
 * What the README says about a function: one line for each variable, secret and payload field. Kept beside the
 * definition, checked by the compiler for completeness, and never bundled.
 */
export interface FunctionDocs<Definition extends AnyFunctionDefinition> {
  environment: Record<keyof Definition['environment'] & string, string>;
  secrets: Record<Definition['secrets'][number], string>;
  payload: Record<keyof Definition['payload'] & string, string>;
  result: string;
}
