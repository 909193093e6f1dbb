import { execFileSync } from 'node:child_process';

test('importing the package loads neither the schema library nor the YAML parser nor the S3 client', () => {
  const script = `require('temporal-functiongraph');
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(zod|yaml|commander|@aws-sdk|@smithy)./.test(file));
    process.stdout.write(JSON.stringify(loaded));`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('[]');
});

test('the client entry point loads no worker: neither its native part nor workflow code', () => {
  const script = `require('temporal-functiongraph/client');
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.@temporalio.(worker|core-bridge|activity|workflow|testing)./.test(file));
    process.stdout.write(JSON.stringify(loaded));`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).toBe('[]');
});
