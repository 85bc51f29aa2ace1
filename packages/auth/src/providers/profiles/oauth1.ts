import type { OAuth1Profile, OAuth1Signing } from '../types.ts';

export const netsuiteSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA256', realm: '{TENANT}' };

export const netsuite: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'netsuite',
  title: 'NetSuite (token-based authentication)',
  documentation: [
    'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156337186044.html',
    'https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156338994830.html',
  ],
  tenant: { description: 'account ID', example: '1234567` or, of a sandbox, `1234567_SB1' },
  verified: true,
  signing: netsuiteSigning,
  legs: {
    requestTokenUrl: 'https://{host}.restlets.api.netsuite.com/rest/requesttoken',
    authorizeUrl: 'https://{host}.app.netsuite.com/app/login/secure/authorizetoken.nl',
    accessTokenUrl: 'https://{host}.restlets.api.netsuite.com/rest/accesstoken',
    callback: 'registered',
  },
  notes:
    'The realm is the account ID with an underscore and capitals, the host has a hyphen and small letters; no other signature method is taken.',
};

export const magentoSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA256' };

export const magento: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'magento',
  title: 'Adobe Commerce, Magento 2',
  documentation: [
    'https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth',
    'https://github.com/magento/magento2/issues/35510',
  ],
  verified: true,
  signing: magentoSigning,
  notes:
    'The four credentials are shown when an integration is activated in the Admin (System, Extensions, Integrations): a verifier is posted to a server, which a command line is none. From 2.4.4 on, HMAC-SHA1 is refused.',
};

export const woocommerceSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA256', token: 'none' };

export const woocommerce: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'woocommerce',
  title: 'WooCommerce',
  documentation: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http'],
  verified: true,
  signing: woocommerceSigning,
  notes:
    'Consumer key and secret alone sign. Needed over http only, which functions cannot use: over https a shop takes both as Basic authentication too.',
};

export const xSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

const xLegs: OAuth1Profile['legs'] = {
  requestTokenUrl: 'https://api.x.com/oauth/request_token',
  authorizeUrl: 'https://api.x.com/oauth/authorize',
  accessTokenUrl: 'https://api.x.com/oauth/access_token',
  callback: 'registered',
};

export const xOAuth1: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'x',
  title: 'X',
  documentation: [
    'https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens',
    'https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature',
    'https://developer.x.com/en/docs/authentication/api-reference/request_token',
  ],
  verified: true,
  signing: xSigning,
  legs: xLegs,
};

export const xAds: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'x_ads',
  title: 'X Ads (Twitter Ads)',
  documentation: ['https://docs.x.com/x-ads-api/fundamentals/making-authenticated-requests'],
  verified: true,
  signing: xSigning,
  legs: xLegs,
  notes: 'The API is at https://ads-api.x.com; the app needs access to it.',
};

export const jiraSigning: OAuth1Signing = { signatureMethod: 'RSA-SHA1' };

export const jiraDataCenter: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'jira_data_center',
  title: 'Jira Data Center',
  documentation: ['https://developer.atlassian.com/server/jira/platform/oauth/'],
  tenant: { description: 'host and context path', example: 'jira.example.com` or `example.com/jira' },
  verified: false,
  missing:
    'the three URLs and the signature method, as the page could be read in part only; client libraries agree on them',
  signing: jiraSigning,
  legs: {
    requestTokenUrl: 'https://{tenant}/plugins/servlet/oauth/request-token',
    authorizeUrl: 'https://{tenant}/plugins/servlet/oauth/authorize',
    accessTokenUrl: 'https://{tenant}/plugins/servlet/oauth/access-token',
    callback: 'loopback',
  },
  notes:
    'An application link with incoming authentication: consumer key and the public key of `rsaPrivateKey`.',
};

export const confluenceDataCenter: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'confluence_data_center',
  title: 'Confluence Data Center',
  documentation: ['https://developer.atlassian.com/server/confluence/oauth/'],
  tenant: { description: 'host and context path', example: 'wiki.example.com' },
  verified: false,
  missing: 'the page of the documentation; the URLs and the signature method are those of Jira',
  signing: jiraSigning,
  legs: {
    requestTokenUrl: 'https://{tenant}/plugins/servlet/oauth/request-token',
    authorizeUrl: 'https://{tenant}/plugins/servlet/oauth/authorize',
    accessTokenUrl: 'https://{tenant}/plugins/servlet/oauth/access-token',
    callback: 'loopback',
  },
};

export const trelloSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const trello: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'trello',
  title: 'Trello',
  documentation: ['https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/'],
  verified: false,
  missing:
    'the three URLs and the signature method, as the page could be read in part only; client libraries agree on them',
  signing: trelloSigning,
  legs: {
    requestTokenUrl: 'https://trello.com/1/OAuthGetRequestToken',
    authorizeUrl: 'https://trello.com/1/OAuthAuthorizeToken',
    accessTokenUrl: 'https://trello.com/1/OAuthGetAccessToken',
    authorizeParameters: { name: 'LivePerson Functions', scope: 'read,write', expiration: 'never' },
    callback: 'loopback',
  },
};
