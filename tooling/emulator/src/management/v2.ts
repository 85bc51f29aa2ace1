import { randomUUID } from 'node:crypto';
import { invalid, Refusal, unknown, validateCode, validateDescription, validateMeta } from './refusal.ts';
import { type Call, type Cloud, type Reply, startCloud } from './server.ts';

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

/** An empty account of V2 that keeps to the platform's documented limits. */
export function startCloudV2(): Promise<Cloud<FunctionV2>> {
  const functions = new Map<string, FunctionV2>();
  return startCloud({
    functions,
    hosts: {
      faasUI: 'va.functions.liveperson.net',
      faasGW: 'va.fninvocations.liveperson.net',
      agentVep: 'va.agentvep.liveperson.net',
    },
    answer: (call) => manage(functions, call),
    describe: ({ errorCode, message }) => ({ code: errorCode, message }),
  });
}

function manage(functions: Map<string, FunctionV2>, { route, uuid, ...call }: Call): Reply {
  const body = call.body as FunctionV2 & Manifest;
  const found = () => {
    const fn = [...functions.values()].find((candidate) => candidate.uuid === uuid);
    if (!fn) throw unknown(`No function ${uuid}`);
    return fn;
  };
  switch (route) {
    case 'GET functions':
      return { body: [...functions.values()].map(({ manifest: _, deployed: __, ...meta }) => meta) };
    case 'GET functions/{uuid}': {
      const { manifest, deployed: _, ...meta } = found();
      return { body: { ...meta, versions: manifest ? [manifest] : [] } };
    }
    case 'POST functions': {
      validateMeta(body);
      if (functions.has(body.name)) throw new Refusal(409, 'conflict', `${body.name} exists`);
      const { name, description, eventId } = body;
      const fn = create({ name, description, ...(eventId && { eventId }) });
      functions.set(name, fn);
      return { status: 201, body: fn };
    }
    case 'PUT functions/{uuid}':
      validateDescription(body.description);
      change(found(), (fn) => Object.assign(fn, { description: body.description }));
      return {};
    case 'PUT functions/{uuid}/manifest': {
      const { id, version, code, environment } = body;
      validateCode(code);
      validateEnvironment(environment);
      change(found(), (fn) => replaceManifest(fn, { id, version, code, environment }));
      return {};
    }
    case 'POST deployments/{uuid}':
    case 'PATCH deployments/{uuid}':
      deploy(found());
      return { status: 202, body: { message: 'Deployment started' } };
    default:
      throw new Refusal(405, 'not-implemented', route);
  }
}

/** 512 variables, names of 200 characters and values of 1024. */
function validateEnvironment(environment: unknown): void {
  if (typeof environment !== 'object' || environment === null || Array.isArray(environment)) {
    throw invalid('The variables are no object');
  }
  const variables = Object.entries(environment as Record<string, unknown>);
  if (variables.length > 512) throw invalid('There are more than 512 variables');
  for (const [name, value] of variables) {
    if (!name || name.length > 200 || typeof value !== 'string' || value.length > 1024) {
      throw invalid(`The variable ${name} is too long or empty`);
    }
  }
}

function create(meta: Pick<FunctionV2, 'name' | 'description' | 'eventId'>): FunctionV2 {
  return { uuid: randomUUID(), ...meta, state: 'Draft', updatedBy: 'user', updatedAt: now() };
}

/** @throws Refusal when nothing is different afterwards */
function change(fn: FunctionV2, by: (fn: FunctionV2) => unknown): void {
  const before = JSON.stringify(fn);
  by(fn);
  if (JSON.stringify(fn) === before) {
    throw new Refusal(409, 'com.liveperson.faas.function.unchanged', `${fn.name} is what it was`);
  }
  fn.updatedAt = now();
  if (fn.state === 'Productive') fn.state = 'Modified';
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
