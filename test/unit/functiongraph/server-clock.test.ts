import { ServerClock } from '../../../functiongraph/http/server-clock';
import { type Fixture, startFixture } from '../../support/client-fixture';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const at = (offsetMs: number) => ({ date: new Date(NOW + offsetMs).toUTCString() });
const HOUR_MS = 60 * 60 * 1000;

describe('the time of the server', () => {
  test('is learned from a refusal at once, from other answers once a minute', () => {
    const clock = new ServerClock();
    expect(clock.observe(200, at(0), NOW)).toBe(false);
    expect(clock.observe(200, at(HOUR_MS), NOW + 1)).toBe(false);
    expect(clock.now(NOW)).toBe(NOW);
    expect(clock.observe(401, at(HOUR_MS), NOW)).toBe(true);
    expect(clock.now(NOW)).toBe(NOW + HOUR_MS);
    expect(clock.observe(401, at(HOUR_MS), NOW)).toBe(false);
  });

  test('replaces ours only where they differ by more than a date without fractions can', () => {
    const clock = new ServerClock();
    clock.observe(200, at(5_000), NOW);
    expect(clock.now(NOW)).toBe(NOW);
  });

  test('is given up when our clock is right again', () => {
    const clock = new ServerClock();
    clock.observe(401, at(HOUR_MS), NOW);
    expect(clock.observe(401, at(0), NOW)).toBe(true);
    expect(clock.now(NOW)).toBe(NOW);
  });

  test('is not read out of garbage', () => {
    const clock = new ServerClock();
    expect(clock.observe(401, { date: 'tomorrow' }, NOW)).toBe(false);
    expect(clock.now(NOW)).toBe(NOW);
  });
});

describe('checkAccess', () => {
  let fixture: Fixture | undefined;
  afterEach(async () => {
    await fixture?.close();
    fixture = undefined;
  });

  test('asks for one function and runs none', async () => {
    fixture = await startFixture((_, response) => response.end('{"functions":[],"count":0}'));
    await fixture.client.checkAccess();
    expect(fixture.server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v2/0123456789abcdef0123456789abcdef/fgs/functions?maxitems=1',
    ]);
  });

  test('corrects a wrong clock and asks once more', async () => {
    const serverNow = Date.now() + HOUR_MS;
    fixture = await startFixture(({ headers }, response) => {
      const date = String(headers['x-sdk-date']);
      const signedAt = Date.parse(
        date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'),
      );
      const good = Math.abs(signedAt - serverNow) < 15 * 60 * 1000;
      response.writeHead(good ? 200 : 401, { date: new Date(serverNow).toUTCString() });
      response.end(good ? '{}' : '{"error_code":"APIGW.0301","error_msg":"signature expired"}');
    });
    await fixture.client.checkAccess();
    expect(fixture.server.requests).toHaveLength(2);
  });

  test('fails at once where the credentials are refused by a server with the same time', async () => {
    fixture = await startFixture((_, response) =>
      response.writeHead(401).end('{"error_code":"APIGW.0301","error_msg":"ak not exist"}'),
    );
    await expect(fixture.client.checkAccess()).rejects.toMatchObject({
      code: 'APIGW.0301',
      executed: 'no',
      message: expect.stringContaining('Checking access to http://127.0.0.1'),
    });
    expect(fixture.server.requests).toHaveLength(1);
  });
});
