import { randomUUID } from 'node:crypto';
import { invalid, Refusal, unknown, VALIDATION, validateCode, validateMeta } from './refusal.ts';
import { type Call, type Cloud, type Reply, startCloud } from './server.ts';

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

interface Runtime {
  uuid: string;
  name: string;
  baseImageName: string;
}

const RUNTIME: Runtime = {
  uuid: '6cf5a0f4-runtime',
  name: 'Node.js 20',
  baseImageName: 'lpfunctions/node20',
};

/** An empty account of V1 that keeps to the platform's documented limits. */
export function startCloudV1(): Promise<Cloud<Lambda>> {
  const lambdas = new Map<string, Lambda>();
  return startCloud({
    functions: lambdas,
    hosts: {
      faasUI: 'va.faasui.liveperson.net',
      faasGW: 'va.faasgw.liveperson.net',
      agentVep: 'va.agentvep.liveperson.net',
    },
    answer: (call) => manage(lambdas, call),
    describe: ({ errorCode, message }) => ({ errorCode, errorMsg: message }),
  });
}

function manage(lambdas: Map<string, Lambda>, { route, uuid, query, ...call }: Call): Reply {
  const body = call.body as Lambda;
  const found = () => {
    const lambda = [...lambdas.values()].find((candidate) => candidate.uuid === uuid);
    if (!lambda) throw unknown(`No function ${uuid}`);
    return lambda;
  };
  switch (route) {
    case 'GET runtimes':
      return { body: [RUNTIME] };
    case 'GET lambdas':
      return { body: named(lambdas, query.get('name')) };
    case 'GET lambdas/{uuid}':
      return { body: [found()] };
    case 'POST lambdas': {
      validate(body);
      if (lambdas.has(body.name)) throw new Refusal(409, 'conflict', `${body.name} exists`);
      const lambda = create(body);
      lambdas.set(lambda.name, lambda);
      return { status: 201, body: lambda };
    }
    case 'PUT lambdas/{uuid}': {
      validate(body);
      const lambda = found();
      return update(lambda, body) ? { body: lambda } : { status: 304 };
    }
    case 'POST deployments/{uuid}':
      deploy(found());
      return { status: 202, body: { message: 'Deployment started' } };
    default:
      throw new Refusal(405, 'not-implemented', route);
  }
}

/** The real service matches parts of names. */
function named(lambdas: Map<string, Lambda>, name: string | null): Lambda[] {
  return [...lambdas.values()].filter((lambda) => lambda.name.includes(name ?? ''));
}

/** The documented limits of a function, for both creating and updating one. */
function validate(body: Partial<Lambda>): void {
  validateMeta(body);
  const { code, environmentVariables } = body.implementation ?? {};
  validateCode(code);
  if (!Array.isArray(environmentVariables)) throw invalid('The variables are no list');
  for (const { key, value } of environmentVariables) {
    if (!key || key.length > 200 || value.length > 200) {
      throw invalid(`The variable ${key} is too long or empty`);
    }
  }
}

function create(body: Lambda): Lambda {
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
function update(lambda: Lambda, body: Lambda): boolean {
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

function deploy(lambda: Lambda): void {
  const now = new Date().toISOString();
  lambda.state = 'Productive';
  lambda.lastDeployment = {
    createdAt: now,
    deployedAt: now,
    deploymentState: 'Deployed',
    code: lambda.implementation.code,
  };
}
