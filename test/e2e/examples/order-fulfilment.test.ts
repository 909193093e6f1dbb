import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

async function demo(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [require.resolve('#dist/examples/order-fulfilment/demo'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await closed) as [unknown];
  return { code, out, err };
}

test('the demo fulfils its orders, throttled, declined and compensated, and says what they cost', async () => {
  const { TEST_TEMPORAL_ADDRESS: address } = process.env;
  // The account of the environment is not used without --cloud.
  const env = { TEMPORAL_ADDRESS: address, HUAWEICLOUD_SDK_AK: 'wrong', HUAWEICLOUD_SDK_PROJECT_ID: 'wrong' };
  const { code, out, err } = await demo([], env);

  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toContain('→ shipped: invoice INV-1001, PARCEL-1001-EU');
  expect(out).toMatch(/↻ price-order +try 1 failed: FSS\.0429, next in 500 ms\n.*\n +✓ price-order +3 tries/);
  expect(out).toMatch(/✗ charge-payment .*\n +PaymentDeclined: card ending in 9995/);
  expect(out.match(/✓ items\[[01]\]\/release-stock/g)).toHaveLength(2);
  expect(out).toMatch(/✓ Check order .*\n +↻ Price order +try 1 failed: FSS\.0429, next in 1 s\n/);
  expect(out).toMatch(/✓ Price order .* 3 tries +price-order/);
  expect(out).toMatch(/✓ Charge payment .* caught +charge-payment\n +PaymentDeclined: card ending in 9995/);
  expect(out).toMatch(/A-1003 +declined .*declined /);
  expect(out).not.toContain('not the same');
  expect(out).toContain('2 shipped, 1 declined');
  expect(out).toMatch(/Cost +0\.\d{4} GB-seconds/);
  expect(out).toMatch(/Look +in your Temporal UI, namespace default: order-A-1001-/);
});

test('a server that is named but silent is an error with a remedy', async () => {
  const { code, err } = await demo([], { TEMPORAL_ADDRESS: '127.0.0.1:1' });

  expect(code).toBe(1);
  expect(err).toMatch(
    /TEMPORAL_ADDRESS is 127\.0\.0\.1:1, but no Temporal server answers there: .* Start that server,/,
  );
});

test('--cloud without an account says what to set', async () => {
  const account = { HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '', HUAWEICLOUD_SDK_PROJECT_ID: '' };
  const { code, err } = await demo(['--cloud'], { ...account, FUNCTIONGRAPH_REGION: '' });

  expect(code).toBe(1);
  expect(err).toMatch(/region is not set\. Set region in tfg\.yaml, FUNCTIONGRAPH_REGION/);
  expect(err).toMatch(
    /HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set \(auth\.type aksk\)\. Set them to an access key/,
  );
});
