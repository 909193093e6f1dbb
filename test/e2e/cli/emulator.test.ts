import { emulator, functionFolder } from './emulator';
import { cleanUp, emptyFolder, Tfg, tfg } from './tfg';

afterEach(cleanUp);

test('with --json prints one line with the address, logs elsewhere, and ends with 0 at SIGTERM', async () => {
  const service = await emulator({
    hello: 'console.log("greeting", event.name); return { hello: event.name };',
  });
  const call = await tfg(['invoke', 'hello', '--event', '{"name": "Ada"}'], { env: service.env });
  expect(call).toMatchObject({ code: 0, stdout: '{"hello":"Ada"}\n' });
  service.process.kill('SIGTERM');
  const { code, stdout, stderr } = await service.process.ended;
  expect([code, stdout]).toEqual([0, `${JSON.stringify({ address: service.address })}\n`]);
  expect(stderr).toMatch(
    /\S+ hello is called\n[^]*hello \| [^\n]*greeting Ada\n[^]*hello returned after \d+ ms\n/,
  );
});

test('ends with 0 at SIGINT as well: that is how a server that a person started is meant to end', async () => {
  const service = await emulator({});
  service.process.kill('SIGINT');
  expect(await service.process.ended).toMatchObject({ code: 0 });
});

test('answers a failed function with 500 where told to', async () => {
  const service = await emulator({ fail: 'throw new Error("broken");' }, '--failure-status', '500');
  expect(await tfg(['invoke', 'fail'], { env: service.env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('broken') as string,
  });
});

test('goes on where nobody reads its log any more', async () => {
  const service = await emulator({ echo: 'return event;' });
  service.process.closeLog();
  for (let call = 0; call < 3; call += 1)
    expect(await tfg(['invoke', 'echo'], { env: service.env })).toMatchObject({ code: 0, stdout: '{}\n' });
});

test('takes a token', async () => {
  const service = await emulator({ echo: 'return event;' }, '--token', 'TOKEN');
  const env = { ...service.env, FUNCTIONGRAPH_AUTH_TYPE: 'token', FUNCTIONGRAPH_TOKEN: 'TOKEN' };
  expect(await tfg(['invoke', 'echo'], { env })).toMatchObject({ code: 0, stdout: '{}\n' });
});

test.each([
  ['names the functions that it found', () => functionFolder({ resize: '', charge: '' }), 'charge, resize'],
  [
    'says where functions go if it found none',
    emptyFolder,
    'none yet; a folder in it with an index.js is one',
  ],
])('%s', async (_, folder, expected) => {
  const service = new Tfg(['emulator', '--port', '0', '--functions', folder(), '--project', 'local']);
  const [, names] = await service.says(/ Functions: (.+)\n/);
  expect(names).toBe(expected);
});

test('takes an empty variable as unset', async () => {
  const names = [
    'HUAWEICLOUD_SDK_AK',
    'HUAWEICLOUD_SDK_SK',
    'HUAWEICLOUD_SDK_SECURITY_TOKEN',
    'FUNCTIONGRAPH_TOKEN',
  ];
  const args = ['emulator', '--port', '0', '--functions', emptyFolder(), '--project', 'local'];
  const service = new Tfg(args, { env: Object.fromEntries(names.map((name) => [name, ''])) });
  await service.says(/No key pair and no token given: every request passes/);
  service.kill('SIGTERM');
  expect((await service.ended).code).toBe(0);
});

test.each(['', 'a/b'])('refuses the project "%s", which no address can name', async (project) => {
  expect(await tfg(['emulator', '--functions', emptyFolder(), '--project', project])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: `error: --project "${project}": give a project id of letters, digits, "-" and "_".\n`,
  });
});
