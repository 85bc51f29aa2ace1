// Preloaded into `lpf`: its https hosts are hard-coded, and all of them are answered by the loopback cloud.
const http = require('node:http');
const https = require('node:https');

const cloud = new URL(process.env.LP_CLOUD_URL);

https.request = (url, options, callback) => {
  const { agent: _agent, ...rest } = options;
  return http.request(
    {
      ...rest,
      protocol: 'http:',
      hostname: cloud.hostname,
      port: cloud.port,
      path: url.pathname + url.search,
      headers: { ...options.headers, host: url.host },
    },
    callback,
  );
};
