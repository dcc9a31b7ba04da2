// The official JavaScript Graph client against a running Homeward, as a partner's script would use it.
// Told by its environment: HOMEWARD_EDGE (base address), HOMEWARD_TOKEN and HOMEWARD_DOMAIN of one organisation,
// HOMEWARD_CUSTOMER (id) and HOMEWARD_CUSTOMER_TOKEN of another.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  BatchRequestContent, BatchResponseContent, Client, HTTPMessageHandler, PageIterator,
  RetryHandler, RetryHandlerOptions, TelemetryHandler,
} from '@microsoft/microsoft-graph-client';

const { HOMEWARD_EDGE: edge, HOMEWARD_DOMAIN: domain, HOMEWARD_CUSTOMER: customer } = process.env;

// The client sends its token over https alone. On this machine there is plain http, so the chain that it would make
// itself is given to it with one handler replaced.
class BearerToken {
  constructor(token) { this.token = token; }

  async execute(context) {
    context.options.headers = { ...context.options.headers, Authorization: `Bearer ${this.token}` };
    return this.next.execute(context);
  }

  setNext(next) { this.next = next; }
}

function client(token) {
  const chain = [new BearerToken(token), new RetryHandler(new RetryHandlerOptions()), new TelemetryHandler(), new HTTPMessageHandler()];
  chain.reduce((before, after) => { before.setNext(after); return after; });
  return Client.initWithMiddleware({ baseUrl: `${edge}/`, defaultVersion: 'v1.0', middleware: chain[0] });
}

const graph = client(process.env.HOMEWARD_TOKEN);
const atCustomer = client(process.env.HOMEWARD_CUSTOMER_TOKEN);
const relative = (link) => link.slice(`${edge}/v1.0`.length);

const person = (name) => ({
  accountEnabled: true, displayName: name, mailNickname: name, userPrincipalName: `${name}@${domain}`,
});

async function refused(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'was not refused' });
}

test('users are made, listed by pages, changed and deleted', async () => {
  for (let n = 1; n <= 5; n++) {
    await graph.api('/users').post(person(`js${n}`));
  }
  const first = await graph.api('/users').header('ConsistencyLevel', 'eventual')
    .filter("startswith(userPrincipalName,'js')").select('id,displayName').orderby('displayName').count(true).top(2).get();
  assert.equal(first['@odata.count'], 5);
  const names = [];
  for (let page = first; page; page = page['@odata.nextLink'] && await graph.api(relative(page['@odata.nextLink'])).get()) {
    names.push(...page.value.map((user) => user.displayName));
  }
  assert.deepEqual(names, ['js1', 'js2', 'js3', 'js4', 'js5']);

  await graph.api(`/users/js1@${domain}`).patch({ jobTitle: 'Analyst' });
  assert.equal((await graph.api(`/users/js1@${domain}`).get()).jobTitle, 'Analyst');
  await graph.api(`/users/js1@${domain}`).delete();
  const gone = await refused(graph.api(`/users/js1@${domain}`).get());
  assert.equal(gone.statusCode, 404);
  assert.equal(gone.code, 'Request_ResourceNotFound');
  assert.ok(gone.requestId);
});

test('the page iterator walks a page', async () => {
  const seen = [];
  await new PageIterator(graph, { value: (await graph.api('/users').get()).value }, (user) => {
    seen.push(user.id);
    return true;
  }).iterate();
  assert.ok(seen.length >= 4);
});

test('a policy is made, found, switched off and deleted', async () => {
  const made = await graph.api('/identity/conditionalAccess/policies').post({
    displayName: 'Sign-in risk: MFA',
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      signInRiskLevels: ['high', 'medium'], clientAppTypes: ['all'],
      applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  });
  const found = await graph.api('/identity/conditionalAccess/policies').filter("displayName eq 'Sign-in risk: MFA'").get();
  assert.deepEqual(found.value.map((policy) => policy.id), [made.id]);
  await graph.api(`/identity/conditionalAccess/policies/${made.id}`).patch({ state: 'disabled' });
  assert.equal((await graph.api(`/identity/conditionalAccess/policies/${made.id}`).get()).state, 'disabled');
  await graph.api(`/identity/conditionalAccess/policies/${made.id}`).delete();
});

test('named locations', async () => {
  const made = await graph.api('/identity/conditionalAccess/namedLocations').post({
    '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'Office', isTrusted: false,
    ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
  });
  await graph.api(`/identity/conditionalAccess/namedLocations/${made.id}`).delete();
});

test('a relationship is offered, approved and ended', async () => {
  const path = '/tenantRelationships/delegatedAdminRelationships';
  const offer = await graph.api(path).post({
    displayName: `js ${randomUUID().slice(0, 8)}`, duration: 'P730D', autoExtendDuration: 'P180D', customer: { tenantId: customer },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8' }] },
  });
  const status = async () => (await graph.api(`${path}/${offer.id}`).get()).status;
  await graph.api(`${path}/${offer.id}/requests`).post({ action: 'lockForApproval' });
  assert.equal(await status(), 'approvalPending');
  await atCustomer.api(`${path}/${offer.id}/requests`).post({ action: 'approve' });
  assert.equal(await status(), 'active');
  await atCustomer.api(`${path}/${offer.id}/requests`).post({ action: 'terminate' });
  assert.equal(await status(), 'terminated');
});

test('who came into a group and who left it is told by delta, and shown with it', async () => {
  const ada = await graph.api('/users').post(person('jsada'));
  const bob = await graph.api('/users').post(person('jsbob'));
  const group = await graph.api('/groups').post({
    displayName: 'Analysts', mailEnabled: false, mailNickname: 'analysts', securityEnabled: true,
    'members@odata.bind': [`${edge}/v1.0/directoryObjects/${ada.id}`],
  });
  const members = new Set();
  let link = '/groups/delta?$select=displayName,members&$top=2';
  // What a round does not tell yet, because some transaction still runs, a later one does.
  const until = async (...expected) => {
    for (let n = 0; n < 500; n++) {
      const page = await graph.api(link).get();
      for (const member of page.value.filter((each) => each.id === group.id).flatMap((each) => each['members@delta'] ?? [])) {
        if (member['@removed']) members.delete(member.id); else members.add(member.id);
      }
      link = relative(page['@odata.nextLink'] ?? page['@odata.deltaLink']);
      if (members.size === expected.length && expected.every((one) => members.has(one.id))) return;
    }
    assert.fail(`never so: ${[...members]}`);
  };
  await until(ada);
  await graph.api(`/groups/${group.id}`).patch({ 'members@odata.bind': [`${edge}/v1.0/directoryObjects/${bob.id}`] });
  await until(ada, bob);
  await graph.api(`/groups/${group.id}/members/${ada.id}/$ref`).delete();
  await until(bob);

  const shown = await graph.api(`/groups/${group.id}`).expand('members($select=id,displayName)').get();
  assert.deepEqual(shown.members.map((member) => member.displayName), ['jsbob']);
  const changed = await graph.api(`/groups/${group.id}`).header('Prefer', 'return=representation').patch({ description: 'Us' });
  assert.equal(changed.description, 'Us');
  await graph.api(`/groups/${group.id}`).delete();
});

test('a batch', async () => {
  const content = new BatchRequestContent([
    { id: 'users', request: new Request(`${edge}/users?$top=1`) },
    { id: 'nobody', request: new Request(`${edge}/users/${randomUUID()}`) },
  ]);
  const answer = new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()));
  assert.equal(answer.getResponseById('users').status, 200);
  assert.equal(answer.getResponseById('nobody').status, 404);
});

test('the beta name answers too', async () => {
  assert.ok((await graph.api('/users').version('beta').top(1).get()).value);
});
