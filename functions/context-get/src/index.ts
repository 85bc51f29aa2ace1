import { defineFunction, oneOf, optional, text, texts, url } from '@lp-functions/platform';

export default defineFunction({
  name: 'context_get',
  description: 'probe',
  environment: {
    CONTEXT_ZONE: optional(oneOf('z1', 'z2')),
    CONTEXT_BASE_URL: optional(url()),
    CONTEXT_NAMESPACE: text(),
  },
  payload: { sessionId: optional(text()), properties: optional(texts()) },
  secrets: ['mavenApiKey'],
  targets: (env) => [env.CONTEXT_BASE_URL],
  async handler({ env, payload, secrets, http }) {
    const { mavenApiKey } = await secrets.read(['mavenApiKey']);
    return (
      await http.send({
        method: 'GET',
        url: `${env.CONTEXT_BASE_URL}/${env.CONTEXT_NAMESPACE}/${payload.sessionId}`,
        headers: { 'maven-api-key': mavenApiKey },
      })
    ).text;
  },
});
