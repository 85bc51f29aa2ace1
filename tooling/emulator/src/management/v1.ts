import type { Account } from '../account/account.ts';
import { type Deployment, uuidOf } from '../functions/deployment.ts';
import type { Call, Management, Reply } from './management.ts';
import { invalid, Refusal, VALIDATION, validateCode, validateMeta, validateVariables } from './refusal.ts';
import { createRegistry, type Registry } from './registry.ts';
import { answerShared, type SharedOptions, testRun } from './shared-routes.ts';

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

/** Functions that nobody uploaded have been there since the beginning. */
const STARTED_AT = new Date().toISOString();

const RUNTIME: Runtime = {
  uuid: '6cf5a0f4-runtime',
  name: 'Node.js 20',
  baseImageName: 'lpfunctions/node20',
};

/** V1 of the management API. */
export function createManagementV1(options: Omit<SharedOptions, 'target'>): Management<Lambda> {
  const { account } = options;
  const registry = createRegistry<Lambda>(account.state.records, 'v1', () =>
    account.deployed('v1').map(lambdaOf),
  );
  for (const lambda of registry.uploaded.values()) {
    if (lambda.lastDeployment) account.deploy(deploymentOf(lambda));
  }
  return {
    functions: registry.uploaded,
    hosts: {
      faasUI: 'va.faasui.liveperson.net',
      faasGW: 'va.faasgw.liveperson.net',
      agentVep: 'va.agentvep.liveperson.net',
    },
    async answer(call) {
      const all = registry.all();
      const counts = { total: all.length, deployed: all.filter(({ state }) => state !== 'Draft').length };
      const shared = await answerShared(call, { ...options, target: 'v1' }, counts);
      return shared ?? manage(registry, account, call);
    },
    describe: ({ errorCode, message }) => ({ errorCode, errorMsg: message }),
  };
}

async function manage(
  registry: Registry<Lambda>,
  account: Account,
  { route, uuid, query, ...call }: Call,
): Promise<Reply> {
  const body = call.body as Lambda;
  const found = () => registry.find(uuid);
  switch (route) {
    case 'GET runtimes':
      return { body: [RUNTIME] };
    case 'GET lambdas':
    case 'GET functions':
      return { body: listed(registry.all(), query) };
    case 'GET lambdas/{uuid}':
      return { body: [found()] };
    case 'POST lambdas': {
      validate(body);
      if (registry.has(body.name)) throw new Refusal(409, 'conflict', `${body.name} exists`);
      const lambda = create(body);
      await registry.save(lambda);
      return { status: 201, body: lambda };
    }
    case 'PUT lambdas/{uuid}': {
      validate(body);
      const lambda = structuredClone(found());
      if (!update(lambda, body)) return { status: 304 };
      await registry.save(lambda);
      return { body: lambda };
    }
    case 'POST lambdas/{uuid}/invoke':
      return testRun(account, deploymentOf(found()), body);
    case 'POST deployments/{uuid}': {
      const lambda = structuredClone(found());
      deploy(lambda);
      account.deploy(deploymentOf(lambda));
      await registry.save(lambda);
      return { status: 202, body: { message: 'Deployment started' } };
    }
    case 'DELETE deployments/{uuid}': {
      const { lastDeployment: _, ...lambda } = found();
      account.undeploy('v1', lambda.name);
      await registry.save({ ...lambda, state: 'Draft' });
      return { status: 202, body: { message: 'Undeployment started' } };
    }
    default:
      throw new Refusal(405, 'not-implemented', route);
  }
}

/** A function that nobody uploaded, as the API shows it. */
function lambdaOf({ uuid, name, description, eventId, environment, artifact }: Deployment): Lambda {
  const code = 'code' in artifact ? artifact.code : '';
  return {
    ...created({ uuid, name, description, eventId }, STARTED_AT),
    state: 'Productive',
    implementation: {
      code,
      dependencies: [],
      environmentVariables: Object.entries(environment).map(([key, value]) => ({ key, value })),
    },
    lastDeployment: deploymentFacts(code, STARTED_AT),
  };
}

function deploymentOf({
  uuid,
  name,
  description,
  eventId,
  implementation,
  lastDeployment,
}: Lambda): Deployment {
  const { environmentVariables, code } = implementation;
  return {
    target: 'v1',
    uuid,
    name,
    description,
    eventId,
    environment: Object.fromEntries(environmentVariables.map(({ key, value }) => [key, value])),
    artifact: { code: lastDeployment?.code ?? code },
  };
}

/** The real service matches parts of names. */
function listed(lambdas: readonly Lambda[], query: URLSearchParams): Lambda[] {
  const name = query.get('name') ?? query.get('functionName') ?? '';
  const states = query.getAll('state').filter(Boolean);
  const eventId = query.get('eventId');
  return lambdas
    .filter((lambda) => lambda.name.includes(name))
    .filter(({ state }) => states.length === 0 || states.includes(state))
    .filter((lambda) => !eventId || lambda.eventId === eventId);
}

/** The documented limits of a function, for both creating and updating one. */
function validate(body: Partial<Lambda>): void {
  validateMeta(body);
  const { code, environmentVariables } = body.implementation ?? {};
  validateCode(code, 'v1');
  if (!Array.isArray(environmentVariables)) throw invalid('The variables are no list');
  validateVariables(
    environmentVariables.map(({ key, value }) => [key, value]),
    'v1',
  );
}

type Meta = Pick<Lambda, 'uuid' | 'name' | 'description' | 'eventId'>;

const created = ({ uuid, name, description, eventId }: Meta, at: string) => ({
  uuid,
  version: 0,
  name,
  description,
  ...(eventId && { eventId }),
  runtime: RUNTIME,
  createdBy: 'user',
  updatedBy: 'user',
  createdAt: at,
  updatedAt: at,
});

function create(body: Lambda): Lambda {
  const { name, implementation } = body;
  return {
    ...created({ ...body, uuid: uuidOf('v1', name) }, new Date().toISOString()),
    state: 'Draft',
    implementation,
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
  lambda.state = 'Productive';
  lambda.lastDeployment = deploymentFacts(lambda.implementation.code, new Date().toISOString());
}

const deploymentFacts = (code: string, at: string) => ({
  createdAt: at,
  deployedAt: at,
  deploymentState: 'Deployed',
  code,
});
