// Without promises: each costs tens of microseconds inside a workflow sandbox.
export const SYNCHRONOUS = [
  {
    why: 'no waiting for plain values',
    find: /if ?\(isPromise\((\w+)\)\) \{\s*\1 = await \1;\s*\}/g,
    put: '',
    times: 5,
  },
  { why: 'no Promise.all', find: /await Promise\.all\(/g, put: '(', times: 2 },
  { why: 'no await', find: /\bawait /g, put: '', times: 97 },
  { why: 'no async', find: /\basync (?=function|\()/g, put: '', times: 46 },
  { why: 'no other notion of promises', find: /\n {4}var isPromise = utils\.isPromise;/g, put: '', times: 2 },
  {
    why: 'no test for promises',
    find: /\n {4}\/\*\*\n[^/]*\*\/\n {4}function isPromise\(arg\) \{[^}]*\}/g,
    put: '',
    times: 1,
  },
  { why: 'no export of that test', find: /,\n {8}isPromise\n/g, put: '\n', times: 1 },
];
