// What costs time at every step for nothing.
export const FAST = [
  {
    why: 'frames by the host',
    find: /\n {4}function createFrame\(enclosingEnvironment\) \{[\s\S]*?return newFrame\n {4}\}/g,
    put: '\n    function createFrame(enclosingEnvironment) { return new host.Frame(enclosingEnvironment); }',
    times: 1,
  },
  { why: 'nobody reads it', find: /\n\s*environment\.isParallelCall = idx > 0;?/g, put: '', times: 2 },
  {
    why: 'a path of plain names in plain objects needs no sequences',
    find: '    function evaluatePath(expr, input, environment) {\n        var inputSequence;',
    put: '    function evaluatePath(expr, input, environment) {\n        if (expr.plain) {\n            var plain = host.plainPath(expr, input, environment);\n            if (plain !== host.NOT_PLAIN) return plain;\n        }\n        var inputSequence;',
    times: 1,
  },
];
