import { fails, faults, PASSED_ON, table } from '@lp-functions/testbed/e2e';
import { clientCredentials } from './subject.ts';

table(clientCredentials, [
  ...faults('a token endpoint that', (url) => ({ env: { TOKEN_URL: `${url}/token` } }), {
    'is not there': fails('NETWORK_ERROR', '127.0.0.1:2', 'ECONNREFUSED'),
    'answers 500': fails('RESPONSE_INVALID', '500'),
    'answers 404': fails('RESPONSE_INVALID', '404'),
    'answers 429 every time': fails('RATE_LIMITED', '127.0.0.1'),
    'answers a page instead of JSON': fails('RESPONSE_INVALID', '127.0.0.1'),
    'answers a page that says 403': fails('RESPONSE_INVALID', '403'),
    'does not answer in time': fails('TIMEOUT', '127.0.0.1', 'REQUEST_TIMEOUT_MS'),
    'does not answer before the deadline': fails('DEADLINE_EXCEEDED', 'DEADLINE_MS'),
    'stops in the middle of its answer': fails('TIMEOUT', '127.0.0.1'),
    'cuts the connection': fails('NETWORK_ERROR', '127.0.0.1'),
    'cuts its answer': fails('NETWORK_ERROR', '127.0.0.1'),
    'redirects elsewhere': fails('RESPONSE_INVALID', '307'),
    'answers without end': fails('RESPONSE_INVALID', '127.0.0.1'),
    'sends back what it got': fails('RESPONSE_INVALID', '127.0.0.1'),
    'sends back what it got, as an error': fails('RESPONSE_INVALID', '400'),
  }),
  ...faults('a resource that', (url) => ({ env: { RESOURCE_URL: `${url}/orders` } }), PASSED_ON, []),
]);
