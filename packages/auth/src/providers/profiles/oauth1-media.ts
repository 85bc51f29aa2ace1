import type { OAuth1Profile, OAuth1Signing } from '../types.ts';

export const tumblrSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const tumblr: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'tumblr',
  title: 'Tumblr',
  documentation: [
    'https://www.tumblr.com/docs/en/api/v2#oauth1-authorization',
    'https://github.com/tumblr/docs/blob/master/api.md#oauth1-authorization',
  ],
  verified: false,
  missing: 'that a POST gets the access token, too: the documentation names GET',
  signing: tumblrSigning,
  legs: {
    requestTokenUrl: 'https://www.tumblr.com/oauth/request_token',
    authorizeUrl: 'https://www.tumblr.com/oauth/authorize',
    accessTokenUrl: 'https://www.tumblr.com/oauth/access_token',
    callback: 'registered',
  },
};

export const discogsSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const discogs: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'discogs',
  title: 'Discogs',
  documentation: ['https://www.discogs.com/developers/#page:authentication,header:authentication-oauth-flow'],
  verified: false,
  missing:
    'the page of Discogs itself, which was not found; others show the URLs, and PLAINTEXT more often than HMAC-SHA1',
  signing: discogsSigning,
  legs: {
    requestTokenUrl: 'https://api.discogs.com/oauth/request_token',
    authorizeUrl: 'https://www.discogs.com/oauth/authorize',
    accessTokenUrl: 'https://api.discogs.com/oauth/access_token',
    method: 'GET',
    callback: 'loopback',
  },
  notes: "Its examples use PLAINTEXT. The API refuses requests without a `User-Agent` of one's own.",
};

export const flickrSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const flickr: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'flickr',
  title: 'Flickr',
  documentation: ['https://www.flickr.com/services/api/auth.oauth.html'],
  verified: false,
  missing: 'the page of Flickr itself, which was not found; others show the URLs and HMAC-SHA1',
  signing: flickrSigning,
  legs: {
    requestTokenUrl: 'https://www.flickr.com/services/oauth/request_token',
    authorizeUrl: 'https://www.flickr.com/services/oauth/authorize',
    accessTokenUrl: 'https://www.flickr.com/services/oauth/access_token',
    method: 'GET',
    authorizeParameters: { perms: 'write' },
    callback: 'loopback',
  },
};

export const smugmugSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const smugmug: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'smugmug',
  title: 'SmugMug',
  documentation: ['https://api.smugmug.com/api/v2/doc/tutorial/authorization.html'],
  verified: false,
  missing: 'the method of the requests for tokens; whether redirects to this machine are taken',
  signing: smugmugSigning,
  legs: {
    requestTokenUrl: 'https://api.smugmug.com/services/oauth/1.0a/getRequestToken',
    authorizeUrl: 'https://api.smugmug.com/services/oauth/1.0a/authorize',
    accessTokenUrl: 'https://api.smugmug.com/services/oauth/1.0a/getAccessToken',
    method: 'GET',
    authorizeParameters: { Access: 'Full', Permissions: 'Modify' },
    callback: 'loopback',
  },
};

export const bricklinkSigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1' };

export const bricklink: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'bricklink',
  title: 'BrickLink',
  // Looked up in the wiki of the API, which came before that page:
  // http://apidev.bricklink.com/redmine/projects/bricklink-api/wiki/Authorization
  documentation: ['https://www.bricklink.com/v3/api.page?page=auth'],
  verified: true,
  signing: bricklinkSigning,
  notes:
    "Tokens are made in the shop's own pages, each for the IP addresses that are named there. No other signature method is taken.",
};

export const schoologySigning: OAuth1Signing = { signatureMethod: 'HMAC-SHA1', token: 'none' };

export const schoology: OAuth1Profile = {
  kind: 'oauth1',
  provider: 'schoology',
  title: 'Schoology',
  documentation: [
    'https://developers.schoology.com/api-documentation/authentication',
    'https://developers.schoology.com/api-documentation/important-api-authentication-update/',
  ],
  verified: false,
  missing: 'that requests may leave `oauth_token` out: two-legged ones still have to define it, it says',
  signing: schoologySigning,
  notes:
    'Two-legged: key and secret of a user or of a system administrator sign alone; PLAINTEXT is taken as well.',
};
