// Parts of the toolbelts that call services of the platform which are not emulated. A function may make such a client
// while it loads; what it then asks of the client is refused in words.

const V1 = [
  'ContextServiceClient',
  'ConversationUtil',
  'GDPRUtil',
  'LpClient',
  'MTLSClient',
  'OrchestratorClient',
  'SDEUtil',
  'SFClient',
];
const V2 = [...V1, 'CsdsClient', 'LPMtlsClient'];

/** What a function can do here instead. */
const REMEDIES = {
  ContextServiceClient:
    'call the context store over HTTP, as @lp-functions/context-store does; it is emulated',
  OrchestratorClient: 'call the other function over HTTP',
};
const REMEDY =
  'put a server of your own in its place and call that over HTTP, or try the function in the cloud';

function absentClient(name) {
  const refuse = (member) => async () => {
    throw new Error(
      `Toolbelt.${name}${member} is not emulated: the platform has it, this machine does not; ${REMEDIES[name] ?? REMEDY}`,
    );
  };
  return new Proxy(refuse('()'), {
    // Whoever awaits the client itself gets the client.
    get: (_, member) => (member === 'then' ? undefined : refuse(`().${String(member)}`)),
  });
}

const clientsNamed = (names) => Object.fromEntries(names.map((name) => [name, () => absentClient(name)]));

/** What such clients are asked for by. The values matter to nobody here: each is its own name. */
const names = () => new Proxy({}, { get: (_, name) => name });

module.exports = {
  absentInV1: clientsNamed(V1),
  absentInV2: clientsNamed(V2),
  absentNames: { ConversationContentTypes: names(), LpServices: names(), SDETypes: names() },
};
