import { randomUUID } from 'node:crypto';

/** A function as the management API of V1 knows it (fields that `lpf` 1.31.13 sends or reads). */
export interface Lambda {
  uuid: string;
  version: number;
  name: string;
  description: string;
  state: 'Draft' | 'Modified' | 'Productive';
  eventId?: string;
  runtime: Runtime;
  implementation: {
    code: string;
    dependencies: unknown[];
    environmentVariables: { key: string; value: string }[];
  };
  createdBy: string;
  updatedBy: string;
  createdAt: string;
  updatedAt: string;
  lastDeployment?: { createdAt: string; deployedAt: string; deploymentState: string; code: string };
}

export interface Runtime {
  uuid: string;
  name: string;
  baseImageName: string;
}

export const RUNTIME: Runtime = {
  uuid: '6cf5a0f4-runtime',
  name: 'Node.js 20',
  baseImageName: 'lpfunctions/node20',
};

/** What the platform refuses, in its own form. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

const CONTRACT = 'com.liveperson.faas.um.contract-error';
const VALIDATION = 'com.liveperson.faas.um.validation-error';

/** The documented limits of a function, for both creating and updating one. */
export function validate({ name, description, implementation }: Partial<Lambda>): void {
  const invalid = (text: string) => new Refusal(400, VALIDATION, text);
  if (!/^\w{1,50}$/.test(name ?? ''))
    throw invalid('The name may hold 1 to 50 letters, digits and underscores');
  if (!description || description.length > 200)
    throw invalid('The description must have 1 to 200 characters');
  const { code, environmentVariables } = implementation ?? {};
  if (typeof code !== 'string' || !Array.isArray(environmentVariables)) {
    throw invalid('The implementation is incomplete');
  }
  if (code.length > 100_000) throw invalid(`The code has ${code.length} characters, more than 100000`);
  for (const { key, value } of environmentVariables) {
    if (!key || key.length > 200 || value.length > 200)
      throw invalid(`The variable ${key} is too long or empty`);
  }
  if (!/^(async )?function lambda\(/m.test(code))
    throw new Refusal(400, CONTRACT, 'The code declares no lambda');
}

export function createLambda(body: Lambda): Lambda {
  const now = new Date().toISOString();
  return {
    uuid: randomUUID(),
    version: 0,
    name: body.name,
    description: body.description,
    state: 'Draft',
    ...(body.eventId && { eventId: body.eventId }),
    runtime: body.runtime,
    implementation: body.implementation,
    createdBy: 'user',
    updatedBy: 'user',
    createdAt: now,
    updatedAt: now,
  };
}

/** @returns false when nothing is different */
export function updateLambda(lambda: Lambda, body: Lambda): boolean {
  if (body.version !== lambda.version) {
    throw new Refusal(409, VALIDATION, `Version ${body.version} is not the current one`);
  }
  const content = ({ description, implementation }: Lambda) => JSON.stringify([description, implementation]);
  if (content(lambda) === content(body)) return false;
  Object.assign(lambda, {
    version: lambda.version + 1,
    description: body.description,
    state: body.state,
    implementation: body.implementation,
    updatedAt: new Date().toISOString(),
  });
  return true;
}

export function deployLambda(lambda: Lambda): void {
  const now = new Date().toISOString();
  lambda.state = 'Productive';
  lambda.lastDeployment = {
    createdAt: now,
    deployedAt: now,
    deploymentState: 'Deployed',
    code: lambda.implementation.code,
  };
}
