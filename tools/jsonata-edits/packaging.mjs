// One factory that takes its surroundings as `host` (LibraryHost in asl/jsonata/library.d.ts) and gives its inside.
export const PACKAGING = [
  {
    why: 'a factory in place of the module wrapper',
    find: /^\(function\(f\)\{.*?\}\)\(function\(\)\{var define,module,exports;return /g,
    put: 'exports.createLibrary = function (host) {var { Array, JSON, Math, Number, Object, String } = host.globals; var define,module,exports;return ',
    times: 1,
  },
  { why: 'the end of that wrapper', find: /\(3\)\n\}\);\s*$/g, put: '(3)\n};\n', times: 1 },
  {
    why: "a bundler must not take the inner modules' require for its own",
    find: /\brequire\b/g,
    put: 'load',
    times: 19,
  },
  {
    why: 'no global object',
    find: /typeof global !== "undefined" \? global : typeof self !== "undefined" \? self : typeof window !== "undefined" \? window : \{\}/g,
    put: '{}',
    times: 1,
  },
  {
    why: 'no global object',
    find: '(function (global){(function (){',
    put: '(function (){(function (){',
    times: 1,
  },
  {
    why: 'no stack traces of thrown values',
    find: /\n\s*stack: \(new Error\(\)\)\.stack,?(?=\n)/g,
    put: '',
    times: 75,
  },
  {
    why: 'inside access in place of the public interface',
    find: '    jsonata.parser = parser; // TODO remove this in a future release - use ast() instead\n\n    return jsonata;',
    put: '    return { parse: parser, evaluate, createFrame, staticFrame, defineFunction, isFunction, populateMessage };',
    times: 1,
  },
  {
    why: 'nobody uses the public interface',
    find: / {4}\/\*\*\n {5}\* JSONata\n[\s\S]*?\n {4}\}\n\n(?= {4}return \{ parse)/g,
    put: '',
    times: 1,
  },
];
