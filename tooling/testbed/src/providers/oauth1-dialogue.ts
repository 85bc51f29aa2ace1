/** What the documentation of a service says of signed requests. Written from it, not from the profiles. */
export interface OAuth1Dialogue {
  provider: string;
  tenant?: string;
  method: string;
  realm?: string;
  hasToken: boolean;
}

/** One for each service that `OAUTH1_PROVIDER` can name. */
export const oauth1Dialogues: readonly OAuth1Dialogue[] = [
  {
    provider: 'netsuite',
    tenant: '1234567-sb1',
    method: 'HMAC-SHA256',
    realm: '1234567_SB1',
    hasToken: true,
  },
  { provider: 'magento', method: 'HMAC-SHA256', hasToken: true },
  { provider: 'woocommerce', method: 'HMAC-SHA256', hasToken: false },
  { provider: 'x', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'x_ads', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'jira_data_center', method: 'RSA-SHA1', hasToken: true },
  { provider: 'confluence_data_center', method: 'RSA-SHA1', hasToken: true },
  { provider: 'trello', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'tumblr', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'discogs', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'flickr', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'smugmug', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'bricklink', method: 'HMAC-SHA1', hasToken: true },
  { provider: 'schoology', method: 'HMAC-SHA1', hasToken: false },
];
