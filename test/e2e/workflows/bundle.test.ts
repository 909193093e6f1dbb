import { builtinModules } from 'node:module';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The modules of a workflow bundle, as webpack names them. */
async function modulesOf(workflowsPath: string): Promise<{ modules: string[]; bytes: number }> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const script = code.slice(0, code.lastIndexOf('//# sourceMappingURL'));
  const modules = [...script.matchAll(/^\/\*\*\*\/ "([^"]+)"/gm)].map(([, name]) => String(name));
  return { modules, bytes: script.length };
}

test('a bundle with the workflow side has nothing in it that belongs outside the sandbox', async () => {
  const ours = await modulesOf(require.resolve('temporal-functiongraph/workflows'));
  const empty = await modulesOf(require.resolve('./hand-written'));

  const added = ours.modules.filter((name) => !empty.modules.includes(name));
  expect(added).toContain('./dist/workflows/define-function.js');
  const packages = added.map((name) => /^\.\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1]);
  expect(new Set(packages.filter((name) => name !== undefined))).toEqual(
    new Set(['ms', '@noble/hashes', '@eslint-community/regexpp']),
  );
  const folders = added.map((name) => /^\.\/dist\/(asl\/[^/]+(?=\/)|[^/]+)\//.exec(name)?.[1]);
  expect(folders).not.toContain('activities');
  for (const outside of ['read', 'drive', 'graph', 'test-kit'])
    expect(folders).not.toContain(`asl/${outside}`);
  expect(ours.modules.filter((name) => builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  expect(ours.bytes - empty.bytes).toBeLessThan(1300 * 1024);
});

test('the state machine library has nothing in it that the sandbox lacks', async () => {
  const { modules } = await modulesOf(require.resolve('temporal-functiongraph/asl'));
  expect(modules).toContain('./dist/asl/check/index.js');
  expect(modules.filter((name) => builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
});
