import { type Fixture, failureOf, startFixture } from '../../support/client-fixture';
import { envelope, functionHeaders } from '../../support/scripted-server';

/** As text: an object literal would set the prototype instead. */
const HOSTILE = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';

let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  fixture = undefined;
});

test.each([
  ['v0', functionHeaders({ 'x-cff-response-version': 'v0' }), HOSTILE],
  ['v1', functionHeaders(), envelope(JSON.parse(HOSTILE))],
])('an output of %s with keys of prototypes is data like any other', async (_, headers, body) => {
  fixture = await startFixture((_request, response) => response.writeHead(200, headers).end(body));
  const { output } = await fixture.client.invoke('f', {});
  expect(JSON.stringify(output)).toBe(HOSTILE);
  expect('polluted' in {}).toBe(false);
  expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
});

test.each([
  ['the body', 500, HOSTILE],
  ['the code', 500, '{"error_code":"constructor","error_msg":"__proto__"}'],
  ['the code again', 429, '{"error_code":"__proto__","error_msg":"x"}'],
  [
    "the function's error",
    500,
    '{"errorType":"__proto__","errorMessage":"toString","stackTrace":["constructor"]}',
  ],
  ['an error inside', 500, `{"code":"4002","message":${JSON.stringify(HOSTILE)},"error":${HOSTILE}}`],
  ['the envelope', 200, `{"__proto__":{"result":"\\"forged\\"","status":200},"log":"","constructor":1}`],
])('a failure with keys of prototypes in %s is a failure like any other', async (_, status, body) => {
  fixture = await startFixture((_request, response) => response.writeHead(status).end(body));
  const error = await failureOf(fixture.client.invoke('f', {}));
  expect(error.names.at(-1)).toBe('States.ALL');
  expect('polluted' in {}).toBe(false);
  expect(['yes', 'no', 'maybe']).toContain(error.executed);
  expect(Object.getPrototypeOf(error)).toHaveProperty('constructor.name', 'FunctionGraphError');
});

test('an event with keys of prototypes is sent as it is', async () => {
  fixture = await startFixture((_request, response) =>
    response.writeHead(200, functionHeaders()).end(envelope(null)),
  );
  await fixture.client.invoke('f', JSON.parse(HOSTILE));
  expect(fixture.server.requests[0]?.body).toBe(HOSTILE);
});
