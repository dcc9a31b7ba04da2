// openid-client, certified by the OpenID Foundation as a relying party, as it comes, and what the certification profiles "basic" and "config" ask
// of a provider, through the public door. Told by its environment, which OpenidJsTest sets.

import assert from 'node:assert/strict';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { request as send } from 'node:http';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { Browser } from './browser.mjs';

const {
  HOMEWARD_EDGE: edge, HOMEWARD_TENANT: tenant, HOMEWARD_BACK: back, HOMEWARD_PERSON: person, HOMEWARD_PASSWORD: password,
  HOMEWARD_CLIENT: clientId, HOMEWARD_SECRET: secret, HOMEWARD_KEY: pem, HOMEWARD_PUBLIC_CLIENT: publicClient,
} = process.env;
const issuer = new URL(`${edge}/${tenant}/v2.0`);
const scope = `openid profile email offline_access ${edge}/.default`;
const http = { execute: [oidc.allowInsecureRequests] };

const discover = (proof, id = clientId) => oidc.discovery(issuer, id, {}, proof, http);
const config = await discover(oidc.ClientSecretPost(secret));

/** An authorization request and what the application keeps of it. */
async function request(parameters = {}, to = config) {
  const kept = { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: oidc.randomState(), expectedNonce: oidc.randomNonce() };
  const all = {
    redirect_uri: back, scope: 'openid', state: kept.expectedState, nonce: kept.expectedNonce, code_challenge_method: 'S256',
    code_challenge: await oidc.calculatePKCECodeChallenge(kept.pkceCodeVerifier), ...parameters,
  };
  const url = oidc.buildAuthorizationUrl(to, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)));
  if (all.nonce === null) delete kept.expectedNonce;
  if (all.state === null) delete kept.expectedState;
  return { url, kept };
}

async function signIn(parameters, to = config, browser = new Browser(back)) {
  const { url, kept } = await request(parameters, to);
  const called = await browser.signIn(url, person, password);
  return { tokens: await oidc.authorizationCodeGrant(to, called, kept), called, kept, browser };
}

/** What the application is told where it is told an error. */
async function refused(parameters, browser = new Browser(back)) {
  const { url } = await request(parameters);
  const page = await browser.open(url);
  assert.equal(page.status, 0, `${page.status} ${page.text}`);
  assert.equal(page.at.searchParams.get('iss'), issuer.href);
  return page.at.searchParams.get('error');
}

async function error(call, name) {
  await assert.rejects(call, (thrown) => {
    assert.equal(thrown.error, name, thrown.stack);
    return true;
  });
}

const form = (path, fields, headers = {}) => fetch(`${edge}/${tenant}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });

test('config: discovery says what the certification profile asks for, and nothing that is not so', async () => {
  const metadata = config.serverMetadata();
  assert.equal(metadata.issuer, issuer.href);
  for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint', 'revocation_endpoint', 'introspection_endpoint']) {
    assert.ok(metadata[name].startsWith(`${edge}/${tenant}/`), name);
  }
  assert.deepEqual(metadata.response_types_supported, ['code']);
  assert.deepEqual(metadata.id_token_signing_alg_values_supported, ['RS256']);
  assert.ok(metadata.subject_types_supported.includes('public'));
  assert.ok(metadata.scopes_supported.includes('openid'));
  assert.ok(metadata.claims_supported.includes('sub'));
  assert.equal(metadata.request_parameter_supported, false);
  assert.equal(metadata.request_uri_parameter_supported, false);
  assert.equal(metadata.claims_parameter_supported, true);
  assert.equal(metadata.authorization_response_iss_parameter_supported, true);
  const { keys } = await (await fetch(metadata.jwks_uri)).json();
  assert.ok(keys.length >= 1);
  for (const key of keys) {
    assert.deepEqual([key.kty, key.use, key.alg, key.d], ['RSA', 'sig', 'RS256', undefined]);
  }
  assert.equal(new Set(keys.map((key) => key.kid)).size, keys.length);
});

test('code with PKCE, ID token, userinfo, refresh with rotation, introspection, revocation', async () => {
  const { tokens } = await signIn({ scope });
  const claims = tokens.claims();
  assert.equal(claims.iss, issuer.href);
  assert.equal(claims.aud, clientId);
  assert.equal(claims.preferred_username, person);
  const told = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(told.preferred_username, person);

  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(next.refresh_token, tokens.refresh_token);
  assert.equal(next.claims().sub, claims.sub);
  assert.equal(next.claims().auth_time, claims.auth_time);
  assert.equal(next.claims().sid, claims.sid);

  const shown = await oidc.tokenIntrospection(config, next.access_token);
  assert.equal(shown.active, true);
  assert.equal(shown.sub, claims.sub);
  assert.equal((await oidc.tokenIntrospection(config, 'nonsense')).active, false);

  await oidc.tokenRevocation(config, next.refresh_token);
  await error(oidc.refreshTokenGrant(config, next.refresh_token), 'invalid_grant');
  assert.equal((await oidc.tokenIntrospection(config, next.refresh_token)).active, false);
  assert.equal((await oidc.tokenIntrospection(config, next.access_token)).active, false);
  await assert.rejects(oidc.fetchUserInfo(config, next.access_token, claims.sub), (thrown) => thrown.status === 401);
});

test('a client proves itself by secret in the form, in the header, by its key, or is public', async () => {
  const key = await webcrypto.subtle.importKey(
    'pkcs8', createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }), { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']);
  for (const proof of [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret), oidc.PrivateKeyJwt(key)]) {
    const to = await discover(proof);
    const { tokens } = await signIn({ scope }, to);
    assert.ok(tokens.id_token);
    assert.ok((await oidc.refreshTokenGrant(to, tokens.refresh_token)).refresh_token);
    const own = await oidc.clientCredentialsGrant(to, { scope: `${edge}/.default` });
    assert.equal(own.token_type, 'bearer');
    assert.equal((await oidc.tokenIntrospection(to, tokens.access_token)).active, true);
  }
  const open = await discover(oidc.None(), publicClient);
  assert.ok((await signIn({}, open)).tokens.id_token);
  for (const proof of [oidc.ClientSecretBasic('wrong'), oidc.ClientSecretPost('wrong')]) {
    await assert.rejects(oidc.clientCredentialsGrant(await discover(proof)), (thrown) => thrown.status === 401);
  }
});

test('a code is good once; the second use ends what came of the first', async () => {
  const { tokens, called, kept } = await signIn({ scope });
  await error(oidc.authorizationCodeGrant(config, called, kept), 'invalid_grant');
  await error(oidc.refreshTokenGrant(config, tokens.refresh_token), 'invalid_grant');
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, oidc.skipSubjectCheck), (thrown) => thrown.status === 401);
});

test('a refresh token that was used ends its family', async () => {
  const { tokens } = await signIn({ scope });
  const second = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  const third = await oidc.refreshTokenGrant(config, second.refresh_token);
  await error(oidc.refreshTokenGrant(config, tokens.refresh_token), 'invalid_grant');
  await error(oidc.refreshTokenGrant(config, third.refresh_token), 'invalid_grant');
});

test('userinfo by GET and POST, with the token in the header or the form', async () => {
  const { tokens } = await signIn({ scope: 'openid profile email' });
  const authorization = { Authorization: `Bearer ${tokens.access_token}` };
  const told = [
    await fetch(`${edge}/${tenant}/openid/userinfo`, { headers: authorization }),
    await form('/openid/userinfo', {}, authorization),
    await form('/openid/userinfo', { access_token: tokens.access_token }),
  ];
  for (const answer of told) {
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('Content-Type'), /^application\/json/);
    assert.equal((await answer.json()).sub, tokens.claims().sub);
  }
  const nobody = await fetch(`${edge}/${tenant}/openid/userinfo`);
  assert.equal(nobody.status, 401);
  assert.match(nobody.headers.get('WWW-Authenticate'), /^Bearer /);
});

test('without a nonce, with parameters that nobody knows, by POST', async () => {
  assert.equal((await signIn({ nonce: null })).tokens.claims().nonce, undefined);
  assert.ok((await signIn({ extra: 'foobar', display: 'page', ui_locales: 'se', claims_locales: 'se', login_hint: person })).tokens.id_token);
  const { url, kept } = await request();
  const browser = new Browser(back);
  await browser.open(`${url.origin}${url.pathname}`, { method: 'POST', body: url.searchParams });
  await browser.send({ name: person });
  await browser.send({ step: 'password', password });
  assert.ok((await oidc.authorizationCodeGrant(config, browser.page.at, kept)).id_token);
});

test('prompt=none: an error where nobody is there, the same person where he is', async () => {
  const { tokens, browser } = await signIn();
  const again = await signIn({ prompt: 'none' }, config, browser);
  assert.equal(again.tokens.claims().sub, tokens.claims().sub);
  assert.equal(again.tokens.claims().auth_time, tokens.claims().auth_time);
  const hinted = await signIn({ prompt: 'none', id_token_hint: tokens.id_token }, config, browser);
  assert.equal(hinted.tokens.claims().sub, tokens.claims().sub);
  assert.equal(await refused({ prompt: 'none' }), 'login_required');
  assert.equal(await refused({ prompt: 'none', id_token_hint: tokens.id_token }), 'login_required');
  assert.equal(await refused({ prompt: 'none login' }), 'invalid_request');
  assert.equal(await refused({ prompt: 'none', max_age: '0' }, browser), 'login_required');
});

test('prompt=login and a small max_age ask again, a large one does not', async () => {
  const { tokens, browser } = await signIn();
  const before = tokens.claims().auth_time;
  assert.equal((await signIn({ max_age: '10000' }, config, browser)).tokens.claims().auth_time, before);
  await wait(2000);
  const young = (await signIn({ max_age: '1' }, config, browser)).tokens.claims().auth_time;
  assert.ok(young > before);
  await wait(1000);
  assert.ok((await signIn({ prompt: 'login' }, config, browser)).tokens.claims().auth_time > young);
});

test('acr_values are a wish, an essential acr is not', async () => {
  assert.equal((await signIn({ acr_values: 'mfa 1' })).tokens.claims().acr, '1');
  const essential = { id_token: { acr: { essential: true, values: ['mfa'] } } };
  const { url } = await request({ claims: JSON.stringify(essential) });
  const called = await new Browser(back).signIn(url, person, password);
  assert.equal(called.searchParams.get('error'), 'unmet_authentication_requirements');
  assert.ok((await signIn({ claims: JSON.stringify({ id_token: { acr: { values: ['phr'] } } }) })).tokens.id_token);
});

test('claims asked for by name are told, at userinfo or in the ID token', async () => {
  const { tokens } = await signIn({ claims: JSON.stringify({ userinfo: { name: { essential: true } }, id_token: { preferred_username: null } }) });
  assert.equal(tokens.claims().preferred_username, person);
  assert.equal(tokens.claims().name, undefined);
  const told = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  assert.ok(told.name);
  assert.equal(told.preferred_username, undefined);
  const { browser } = await signIn();
  const someoneElse = { id_token: { sub: { value: '11111111-2222-4333-8444-555555555555' } } };
  assert.equal(await refused({ prompt: 'none', claims: JSON.stringify(someoneElse) }, browser), 'login_required');
});

test('scopes say what is told', async () => {
  const told = async (asked) => {
    const { tokens } = await signIn({ scope: asked });
    return oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  };
  assert.ok((await told('openid profile')).name);
  assert.equal((await told('openid')).name, undefined);
  assert.ok((await told('openid email address phone unheard-of')).sub);
});

test('what is not supported is refused with its own error', async () => {
  assert.equal(await refused({ request: 'e30.e30.' }), 'request_not_supported');
  assert.equal(await refused({ request_uri: 'https://op.example/request' }), 'request_uri_not_supported');
  assert.equal(await refused({ registration: '{}' }), 'registration_not_supported');
  assert.equal(await refused({ response_type: 'token' }), 'unsupported_response_type');
  assert.equal(await refused({ response_type: 'code id_token' }), 'unsupported_response_type');
  assert.equal(await refused({ code_challenge_method: 'plain' }), 'invalid_request');
  const { url } = await request();
  url.searchParams.delete('response_type');
  const page = await new Browser(back).open(url);
  assert.equal(page.at.searchParams.get('error'), 'invalid_request');
});

test('nobody is sent to an address that is not registered', async () => {
  for (const redirect of [null, `${back}/other`, `${back}?a=b`, 'https://evil.example/callback']) {
    const { url } = await request({ redirect_uri: redirect });
    const page = await new Browser('https://evil.example').open(url);
    assert.equal(page.status, 400, String(redirect));
  }
});

test('a code is bound to its client, its address and its verifier', async () => {
  const { url, kept } = await request();
  const called = await new Browser(back).signIn(url, person, password);
  const code = called.searchParams.get('code');
  const proof = { grant_type: 'authorization_code', client_id: clientId, client_secret: secret, code, redirect_uri: back };
  const wrong = [{}, { code_verifier: 'x'.repeat(43) }, { code_verifier: kept.pkceCodeVerifier, redirect_uri: `${back}/` }];
  for (const each of wrong) {
    const answer = await form('/oauth2/v2.0/token', { ...proof, ...each });
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).error, 'invalid_grant');
  }
  const right = await form('/oauth2/v2.0/token', { ...proof, code_verifier: kept.pkceCodeVerifier });
  assert.equal(right.status, 200);
  assert.equal(right.headers.get('Cache-Control'), 'no-store');
  assert.equal(right.headers.get('Pragma'), 'no-cache');
});

test('logout ends the session and goes back to a registered address', async () => {
  const { tokens, browser } = await signIn({ scope });
  const to = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: back, id_token_hint: tokens.id_token, state: 'gone' });
  const page = await browser.open(to);
  assert.equal(page.at.searchParams.get('state'), 'gone');
  assert.equal(await refused({ prompt: 'none' }, browser), 'login_required');
  const elsewhere = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: 'https://evil.example/', id_token_hint: tokens.id_token });
  assert.equal((await browser.open(elsewhere)).status, 400);
});

test('who lies about where a request was sent changes no address', async () => {
  const lies = {
    Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Prefix': '/evil',
    Forwarded: 'host=evil.example;proto=gopher', 'X-Original-URL': 'http://evil.example/',
  };
  const told = (path, headers) => new Promise((resolve, reject) => {
    const call = send(`${edge}${path}`, { headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => resolve({ status: answer.statusCode, said: text + JSON.stringify(answer.headers) }));
    });
    call.on('error', reject);
    call.end();
  });
  const { url } = await request();
  const paths = [
    `/${tenant}/v2.0/.well-known/openid-configuration`, '/common/v2.0/.well-known/openid-configuration', `/${tenant}/discovery/v2.0/keys`,
    `/${tenant}/signed-out`, `/${tenant}/oauth2/v2.0/logout`, url.pathname + url.search, `/common/oauth2/v2.0/authorize${url.search}`,
  ];
  for (const path of paths) {
    for (const [name, value] of Object.entries(lies)) {
      const { status, said } = await told(path, { [name]: value });
      assert.ok(status < 500, `${name} ${path} ${status}`);
      assert.doesNotMatch(said, /evil|gopher/, `${name} ${path}`);
    }
  }
});

test('the answer can be posted, or come in the fragment', async () => {
  const posted = await request({ response_mode: 'form_post' });
  const browser = new Browser(back);
  await browser.open(posted.url);
  await browser.send({ name: person });
  await browser.send({ step: 'password', password });
  assert.match(browser.page.text, new RegExp(`action="${back}"`));
  const fields = [...browser.page.text.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const callback = new Request(back, { method: 'POST', body: new URLSearchParams(fields), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  assert.ok((await oidc.authorizationCodeGrant(config, callback, posted.kept)).id_token);
  const fragment = await request({ response_mode: 'fragment' });
  const called = await new Browser(back).signIn(fragment.url, person, password);
  assert.match(called.hash, /code=/);
});
