import {
  airtableTokens,
  asanaTokens,
  atlassianTokens,
  githubTokens,
  gitlabTokens,
  slackTokens,
} from './profiles/collaboration.ts';
import {
  amazonTokens,
  commercetoolsTokens,
  ebayClientTokens,
  ebayTokens,
  fedexTokens,
  shopifyTokens,
  upsTokens,
} from './profiles/commerce.ts';
import {
  genesysTokens,
  ringCentralTokens,
  webexTokens,
  zoomAccountTokens,
  zoomTokens,
} from './profiles/contact-centers.ts';
import {
  hubspotTokens,
  pipedriveTokens,
  serviceNowTokens,
  zendeskTokens,
  zohoTokens,
} from './profiles/crm.ts';
import {
  boxClientTokens,
  boxTokens,
  docusignJwtTokens,
  docusignTokens,
  dropboxTokens,
} from './profiles/files.ts';
import { paypalTokens, quickbooksTokens, sapTokens, xeroTokens } from './profiles/finance.ts';
import { googleServiceAccountTokens, googleTokens } from './profiles/google.ts';
import { auth0Tokens, cognitoTokens, keycloakTokens, oktaTokens } from './profiles/identity.ts';
import { livepersonClientTokens, livepersonTokens } from './profiles/liveperson.ts';
import {
  adobeTokens,
  linkedinTokens,
  marketoTokens,
  spotifyTokens,
  twitchTokens,
  xTokens,
} from './profiles/marketing.ts';
import { microsoftClientTokens, microsoftTokens } from './profiles/microsoft.ts';
import {
  jiraSigning,
  magentoSigning,
  netsuiteSigning,
  trelloSigning,
  woocommerceSigning,
  xSigning,
} from './profiles/oauth1.ts';
import {
  bricklinkSigning,
  discogsSigning,
  flickrSigning,
  schoologySigning,
  smugmugSigning,
  tumblrSigning,
} from './profiles/oauth1-media.ts';
import { salesforceClientTokens, salesforceJwtTokens, salesforceTokens } from './profiles/salesforce.ts';
import type { JwtBearerEndpoint, OAuth1Signing, TokenEndpoint } from './types.ts';

/** Where refresh tokens are used. One function needs to know all: which one it is, a secret says. */
export const refreshEndpoints: Readonly<Record<string, TokenEndpoint>> = {
  airtable: airtableTokens,
  amazon: amazonTokens,
  asana: asanaTokens,
  atlassian: atlassianTokens,
  auth0: auth0Tokens,
  box: boxTokens,
  cognito: cognitoTokens,
  docusign: docusignTokens,
  dropbox: dropboxTokens,
  ebay: ebayTokens,
  github: githubTokens,
  gitlab: gitlabTokens,
  google: googleTokens,
  hubspot: hubspotTokens,
  keycloak: keycloakTokens,
  linkedin: linkedinTokens,
  liveperson: livepersonTokens,
  microsoft: microsoftTokens,
  okta: oktaTokens,
  pipedrive: pipedriveTokens,
  quickbooks: quickbooksTokens,
  ringcentral: ringCentralTokens,
  salesforce: salesforceTokens,
  servicenow: serviceNowTokens,
  shopify: shopifyTokens,
  slack: slackTokens,
  spotify: spotifyTokens,
  webex: webexTokens,
  x: xTokens,
  xero: xeroTokens,
  zendesk: zendeskTokens,
  zoho: zohoTokens,
  zoom: zoomTokens,
};

/** Where clients get tokens for themselves. */
export const clientCredentialsEndpoints: Readonly<Record<string, TokenEndpoint>> = {
  adobe: adobeTokens,
  auth0: auth0Tokens,
  box: boxClientTokens,
  cognito: cognitoTokens,
  commercetools: commercetoolsTokens,
  ebay: ebayClientTokens,
  fedex: fedexTokens,
  genesys: genesysTokens,
  keycloak: keycloakTokens,
  liveperson: livepersonClientTokens,
  marketo: marketoTokens,
  microsoft: microsoftClientTokens,
  okta: oktaTokens,
  paypal: paypalTokens,
  salesforce: salesforceClientTokens,
  sap: sapTokens,
  servicenow: serviceNowTokens,
  shopify: shopifyTokens,
  spotify: spotifyTokens,
  twitch: twitchTokens,
  ups: upsTokens,
  xero: xeroTokens,
  zendesk: zendeskTokens,
  zoom: zoomAccountTokens,
};

/** Where clients get tokens for an assertion they sign. */
export const jwtBearerEndpoints: Readonly<Record<string, JwtBearerEndpoint>> = {
  docusign: docusignJwtTokens,
  google: googleServiceAccountTokens,
  salesforce: salesforceJwtTokens,
};

/** How requests are signed. */
export const oauth1Signings: Readonly<Record<string, OAuth1Signing>> = {
  bricklink: bricklinkSigning,
  confluence_data_center: jiraSigning,
  discogs: discogsSigning,
  flickr: flickrSigning,
  jira_data_center: jiraSigning,
  magento: magentoSigning,
  netsuite: netsuiteSigning,
  schoology: schoologySigning,
  smugmug: smugmugSigning,
  trello: trelloSigning,
  tumblr: tumblrSigning,
  woocommerce: woocommerceSigning,
  x: xSigning,
  x_ads: xSigning,
};
