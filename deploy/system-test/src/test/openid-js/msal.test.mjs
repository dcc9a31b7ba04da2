// MSAL for Node, as applications of this vocabulary use it: an authority is a tenant, and MSAL adds its own scopes, parameters and headers.
// MSAL takes no authority without https, and on this machine there is plain http: its network client alone is another.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { Browser } from './browser.mjs';

const {
  HOMEWARD_EDGE: edge, HOMEWARD_TENANT: tenant, HOMEWARD_DOMAIN: domain, HOMEWARD_BACK: back, HOMEWARD_PERSON: person, HOMEWARD_PASSWORD: password,
  HOMEWARD_CLIENT: clientId, HOMEWARD_SECRET: clientSecret, HOMEWARD_KEY: privateKey, HOMEWARD_CERTIFICATE_HASH: thumbprintSha256,
  HOMEWARD_PUBLIC_CLIENT: publicClient,
} = process.env;
const secured = edge.replace('http:', 'https:');
const scopes = [`${edge}/.default`];

const plain = async (url, method, { headers, body } = {}) => {
  const answer = await fetch(url.replace(secured, edge), { method, headers, body });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() };
};
const networkClient = {
  sendGetRequestAsync: (url, options) => plain(url, 'GET', options),
  sendPostRequestAsync: (url, options) => plain(url, 'POST', options),
};

const settings = (name, proof, at = tenant) => ({
  auth: { clientId: name, authority: `${secured}/${at}`, knownAuthorities: [new URL(edge).host], ...proof },
  system: { networkClient },
});

async function signIn(client, parameters = {}) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const url = await client.getAuthCodeUrl({
    scopes, redirectUri: back, codeChallenge: challenge, codeChallengeMethod: 'S256', state: 'here', nonce: 'n-1', ...parameters,
  });
  const called = await new Browser(back).signIn(url.replace(secured, edge), person, password);
  return client.acquireTokenByCode({ scopes, redirectUri: back, code: called.searchParams.get('code'), codeVerifier: verifier, ...parameters });
}

for (const [kind, make] of [
  ['a secret', () => new ConfidentialClientApplication(settings(clientId, { clientSecret }))],
  ['a certificate', () => new ConfidentialClientApplication(settings(clientId, { clientCertificate: { thumbprintSha256, privateKey } }))],
  ['nothing', () => new PublicClientApplication(settings(publicClient))],
]) {
  test(`somebody signs in with a client that proves itself by ${kind}, and silently again`, async () => {
    const client = make();
    const result = await signIn(client);
    assert.equal(result.account.username, person);
    assert.equal(result.account.tenantId, tenant);
    assert.equal(result.account.homeAccountId, `${result.uniqueId}.${tenant}`);
    assert.equal(result.idTokenClaims.nonce, 'n-1');
    assert.ok(result.accessToken);

    const [account] = await client.getTokenCache().getAllAccounts();
    const cached = await client.acquireTokenSilent({ account, scopes });
    assert.equal(cached.fromCache, true);
    const fresh = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    assert.equal(fresh.fromCache, false);
    assert.notEqual(fresh.accessToken, result.accessToken);
    const again = await client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    assert.equal(again.account.username, person);
  });
}

for (const [at, parameters] of [[domain, {}], ['common', { loginHint: person }], ['common', {}], ['organizations', { domainHint: domain }]]) {
  test(`somebody signs in at the authority ${at === domain ? 'of a domain' : at} with ${JSON.stringify(Object.keys(parameters))}`, async () => {
    for (const proof of [{ clientSecret }, { clientCertificate: { thumbprintSha256, privateKey } }]) {
      const client = new ConfidentialClientApplication(settings(clientId, proof, at));
      const result = await signIn(client, parameters);
      assert.equal(result.account.username, person);
      assert.equal(result.account.tenantId, tenant);
      assert.equal(result.idTokenClaims.iss, `${edge}/${tenant}/v2.0`);
      const fresh = await client.acquireTokenSilent({ account: result.account, scopes, forceRefresh: true });
      assert.equal(fresh.fromCache, false);
    }
  });
}

test('an application has tokens of its own, by secret and by certificate', async () => {
  for (const proof of [{ clientSecret }, { clientCertificate: { thumbprintSha256, privateKey } }]) {
    const own = await new ConfidentialClientApplication(settings(clientId, proof)).acquireTokenByClientCredential({ scopes });
    assert.ok(own.accessToken);
  }
  const wrong = new ConfidentialClientApplication(settings(clientId, { clientSecret: 'wrong' }));
  await assert.rejects(wrong.acquireTokenByClientCredential({ scopes }), (thrown) => thrown.errorCode === 'invalid_client');
});

test('a code that is none is refused in words that MSAL reads', async () => {
  const client = new ConfidentialClientApplication(settings(clientId, { clientSecret }));
  await assert.rejects(client.acquireTokenByCode({ scopes, redirectUri: back, code: 'nonsense' }), (thrown) => {
    assert.equal(thrown.errorCode, 'invalid_grant');
    assert.ok(thrown.correlationId);
    return true;
  });
});
