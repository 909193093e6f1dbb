import { agencyCredentials } from '../../../functiongraph';
import { failureOf, type Fixture, startFixture } from '../../support/client-fixture';
import { MetadataService, type MetadataServiceOptions } from '../../support/metadata-service';
import { envelope, functionHeaders, type ScriptedServer } from '../../support/scripted-server';

/** All that waits for real; clocks are the test's. */
const TIMERS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'nextTick',
  'queueMicrotask',
  'hrtime',
] as const;

let metadata: (MetadataService & ScriptedServer) | undefined;
let fixture: Fixture | undefined;
afterEach(async () => {
  await fixture?.close();
  await metadata?.close();
});

/** A cloud server with an agency, and a gateway that takes the keys of its metadata service while they last. */
async function cloudServer(options: MetadataServiceOptions) {
  const service = await MetadataService.start(options);
  metadata = service;
  fixture = await startFixture(
    (request, response) => {
      response.setHeader('date', new Date().toUTCString());
      if (service.accepts(request)) response.writeHead(200, functionHeaders()).end(envelope('ok'));
      else response.writeHead(401).end('{"error_code":"APIGW.0301"}');
    },
    { auth: agencyCredentials({ endpoint: service.address }) },
  );
  return { service, client: fixture.client };
}

test.each([{ sessionRequired: true }, { sessionRequired: false }])(
  'keys are had from a metadata service that speaks its documented contract: %j',
  async (options) => {
    const { service, client } = await cloudServer(options);
    await Promise.all([client.invoke('f', {}), client.invoke('g', {})]);
    expect(service.sessionSeconds).toEqual([21_600]);
    expect(service.issued).toBe(1);
  },
);

describe('with a clock that the test sets', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: [...TIMERS] }));
  afterEach(() => jest.useRealTimers());

  test('keys are replaced before they end, so that no call of a day is refused', async () => {
    const { service, client } = await cloudServer({ sessionRequired: true });
    for (let minute = 0; minute < 24 * 60; minute += 3) {
      await expect(client.invoke('f', {})).resolves.toMatchObject({ output: 'ok' });
      jest.advanceTimersByTime(3 * 60_000);
    }
    expect(service.issued).toBeGreaterThanOrEqual(24);
    expect(service.issued).toBeLessThan(30);
  });
});

test('keys that end early are replaced when they are refused', async () => {
  const { service, client } = await cloudServer({ sessionRequired: true });
  await client.invoke('f', {});
  service.revoke();
  expect(await failureOf(client.invoke('f', {}))).toMatchObject({
    code: 'APIGW.0301',
    executed: 'no',
    credentialsRenewed: true,
  });
  await expect(client.invoke('f', {})).resolves.toMatchObject({ output: 'ok' });
  expect(service.issued).toBe(2);
});
