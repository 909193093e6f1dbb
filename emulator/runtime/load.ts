import Module from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { isError } from './envelope';
import { LoadFailure } from './failure';

export type UserFunction = (...args: unknown[]) => unknown;

/** The function that `file.name` names. Throws a {@link LoadFailure} with the platform's text. */
export function loadUserFunction(
  codeRoot: string,
  name: string,
  kind: 'handler' | 'initializer',
): UserFunction {
  const dot = name.lastIndexOf('.');
  const file = `./${name.slice(0, dot)}.js`;
  const exported = name.slice(dot + 1);
  const value = (loadModule(join(codeRoot, file), file) as Record<string, unknown> | null)?.[exported];
  if (typeof value !== 'function')
    throw new LoadFailure(`${kind} '${exported}' not found in module '${file}'`, 'FunctionConfigError');
  const count = value.length;
  if (kind === 'handler' && count !== 2 && count !== 3)
    throw new LoadFailure(
      `handler expect to have 2 or 3 parameters, but received ${count}`,
      'FunctionLoadError',
    );
  if (kind === 'initializer' && count !== 2)
    throw new LoadFailure(
      `initializer expect to have 2 parameters, but received ${count}`,
      'FunctionConfigError',
    );
  return value as UserFunction;
}

function loadModule(path: string, file: string): unknown {
  if (!existsSync(path)) throw new LoadFailure(`not found module '${file}'`, 'FunctionLoadError');
  try {
    return Module.createRequire(path)(path);
  } catch (error) {
    if (!isError(error)) throw new LoadFailure(String(error), 'FunctionLoadError');
    const where = error.name === 'SyntaxError' ? ` (${String(error.stack).split('\n')[0]})` : '';
    throw new LoadFailure(error.message + where, error.name);
  }
}

/**
 * Loads a function's files as CommonJS although a package.json above its folder says `"type": "module"`: on the platform
 * nothing lies above the code. A package.json beside the code decides for itself.
 */
export function ignoreModuleTypeAbove(codeRoot: string): void {
  if (existsSync(join(codeRoot, 'package.json')) || !isModuleScope(dirname(codeRoot))) return;
  const { ['_extensions']: extensions } = Module as unknown as ModuleInternals;
  const original = extensions['.js'];
  extensions['.js'] = (module, file) => {
    const own = file.startsWith(codeRoot + sep) && !file.includes(`${sep}node_modules${sep}`);
    if (own) module['_compile'](readFileSync(file, 'utf8'), file, 'commonjs');
    else original(module, file);
  };
}

/** What every tool that loads code in its own way builds on, though Node.js types neither. */
interface ModuleInternals {
  readonly _extensions: { '.js': (module: CompilableModule, file: string) => void };
}

interface CompilableModule {
  _compile(source: string, file: string, format: 'commonjs'): void;
}

function isModuleScope(folder: string): boolean {
  const file = join(folder, 'package.json');
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, 'utf8')) as { type?: string }).type === 'module';
  const parent = dirname(folder);
  return parent !== folder && isModuleScope(parent);
}
