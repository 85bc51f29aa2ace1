import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { type Deployment, uuidOf } from '../functions/deployment.ts';
import type { Call, Management, Reply } from './management.ts';
import {
  invalid,
  Refusal,
  validateCode,
  validateDescription,
  validateMeta,
  validateVariables,
} from './refusal.ts';
import { createRegistry, type Registry } from './registry.ts';
import { answerShared, type SharedOptions, testRun } from './shared-routes.ts';

/** Functions that nobody uploaded have been there since the beginning. */
const STARTED_AT = new Date().toISOString();

/** A function as the management API of V2 knows it (fields that `lpf` 2.x sends or reads). */
export interface FunctionV2 {
  uuid: string;
  name: string;
  description: string;
  state: 'Draft' | 'Modified' | 'Productive';
  eventId?: string;
  updatedBy: string;
  updatedAt: string;
  /** Nothing in a function that was just created. */
  manifest?: Manifest;
  deployed?: Manifest;
}

interface Manifest {
  id: string;
  /** Goes up with each deployment. */
  version: number;
  code: string;
  environment: Record<string, string>;
}

/** V2 of the management API. */
export function createManagementV2(options: Omit<SharedOptions, 'target'>): Management<FunctionV2> {
  const { account } = options;
  const registry = createRegistry<FunctionV2>(account.state.records, 'v2', () =>
    account.deployed('v2').map(functionOf),
  );
  for (const fn of registry.uploaded.values()) {
    if (fn.deployed) account.deploy(deploymentOf(fn));
  }
  return {
    functions: registry.uploaded,
    hosts: {
      faasUI: 'va.functions.liveperson.net',
      faasGW: 'va.fninvocations.liveperson.net',
      agentVep: 'va.agentvep.liveperson.net',
    },
    async answer(call) {
      const all = registry.all();
      const counts = { total: all.length, deployed: all.filter(({ deployed }) => deployed).length };
      const shared = await answerShared(call, { ...options, target: 'v2' }, counts);
      return shared ?? manage(registry, account, call);
    },
    describe: ({ errorCode, message }) => ({ code: errorCode, message }),
  };
}

async function manage(
  registry: Registry<FunctionV2>,
  account: Account,
  { route, uuid, query, ...call }: Call,
): Promise<Reply> {
  const body = call.body as FunctionV2 & Manifest;
  const found = () => structuredClone(registry.find(uuid));
  switch (route) {
    case 'GET functions':
      return { body: listed(registry.all(), query) };
    case 'GET functions/{uuid}': {
      const { manifest, deployed: _, ...meta } = found();
      return { body: { ...meta, versions: manifest ? [manifest] : [] } };
    }
    case 'POST functions': {
      validateMeta(body);
      if (registry.has(body.name)) throw new Refusal(409, 'conflict', `${body.name} exists`);
      const { name, description, eventId } = body;
      const fn = create({ name, description, ...(eventId && { eventId }) });
      await registry.save(fn);
      return { status: 201, body: fn };
    }
    case 'PUT functions/{uuid}':
      validateDescription(body.description);
      await registry.save(changed(found(), (fn) => Object.assign(fn, { description: body.description })));
      return {};
    case 'PUT functions/{uuid}/manifest': {
      const { id, version, code, environment } = body;
      validateCode(code, 'v2');
      validateEnvironment(environment);
      await registry.save(changed(found(), (fn) => replaceManifest(fn, { id, version, code, environment })));
      return {};
    }
    case 'POST functions/{uuid}/test':
      return testRun(account, deploymentOf(found()), body);
    case 'POST deployments/{uuid}':
    case 'PATCH deployments/{uuid}': {
      const fn = found();
      deploy(fn);
      account.deploy(deploymentOf(fn));
      await registry.save(fn);
      return { status: 202, body: { message: 'Deployment started' } };
    }
    case 'DELETE deployments/{uuid}': {
      const { deployed: _, ...fn } = found();
      account.undeploy('v2', fn.name);
      await registry.save({ ...fn, state: 'Draft' });
      return { status: 202, body: { message: 'Undeployment started' } };
    }
    default:
      throw new Refusal(405, 'not-implemented', route);
  }
}

/** Without code; a client may ask for an event, for states or for a name. */
function listed(functions: readonly FunctionV2[], query: URLSearchParams) {
  const states = query.getAll('state').flatMap((state) => state.split(','));
  const eventId = query.get('eventId');
  const name = query.get('functionName');
  return functions
    .filter((fn) => states.length === 0 || states.includes(fn.state))
    .filter((fn) => !eventId || fn.eventId === eventId)
    .filter((fn) => !name || fn.name === name)
    .map(({ manifest: _, deployed: __, ...meta }) => meta);
}

/** A function that nobody uploaded, as the API shows it. */
function functionOf({ uuid, name, description, eventId, environment, artifact }: Deployment): FunctionV2 {
  const manifest = { id: uuid, version: 0, code: 'code' in artifact ? artifact.code : '', environment };
  return {
    uuid,
    name,
    description,
    ...(eventId && { eventId }),
    state: 'Productive',
    updatedBy: 'user',
    updatedAt: STARTED_AT,
    manifest,
    deployed: manifest,
  };
}

function deploymentOf({
  uuid,
  name,
  description,
  eventId,
  manifest,
  deployed = manifest,
}: FunctionV2): Deployment {
  if (!deployed) throw invalid(`${name} has no code`);
  return {
    target: 'v2',
    uuid,
    name,
    description,
    eventId,
    environment: deployed.environment,
    artifact: { code: deployed.code },
  };
}

function validateEnvironment(environment: unknown): void {
  if (typeof environment !== 'object' || environment === null || Array.isArray(environment)) {
    throw invalid('The variables are no object');
  }
  validateVariables(Object.entries(environment), 'v2');
}

function create(meta: Pick<FunctionV2, 'name' | 'description' | 'eventId'>): FunctionV2 {
  return { uuid: uuidOf('v2', meta.name), ...meta, state: 'Draft', updatedBy: 'user', updatedAt: now() };
}

/** @throws Refusal when nothing is different afterwards */
function changed(fn: FunctionV2, by: (fn: FunctionV2) => unknown): FunctionV2 {
  const before = JSON.stringify(fn);
  by(fn);
  if (JSON.stringify(fn) === before) {
    throw new Refusal(409, 'com.liveperson.faas.function.unchanged', `${fn.name} is what it was`);
  }
  fn.updatedAt = now();
  if (fn.state === 'Productive') fn.state = 'Modified';
  return fn;
}

/** The first one is sent as version -1. */
function replaceManifest(fn: FunctionV2, manifest: Manifest): void {
  const { id, version } = fn.manifest ?? { id: randomUUID(), version: -1 };
  if (manifest.version !== version) throw invalid(`Version ${manifest.version} is not the current one`);
  fn.manifest = { ...manifest, id, version: Math.max(version, 0) };
}

function deploy(fn: FunctionV2): void {
  if (!fn.manifest) throw invalid(`${fn.name} has no code`);
  fn.deployed = { ...fn.manifest };
  fn.manifest.version += 1;
  fn.state = 'Productive';
}

const now = () => new Date().toISOString();
