/** What to write instead of a resource of another cloud. The first pattern that matches says it. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [
    /:lambda:[^:]*:[^:]*:function:([A-Za-z0-9_-]+)/,
    "Name the function itself: '$1', or its URN (urn:fss:...).",
  ],
  [/:states:::(?:aws-sdk:)?lambda:invoke/, "Use 'functiongraph:invoke', or the function's name or URN."],
  [/:states:::http:invoke/, "Use 'http:invoke'."],
  [/:states:::states:startExecution/, "Use 'temporal:workflow' for a pipeline or workflow of its own."],
  [
    /:states:[^:]*:[^:]*:activity:([A-Za-z0-9_-]+)/,
    "Use 'temporal:activity:$1' for an activity of your own.",
  ],
  [/:states:::s3:(?:getObject|listObjectsV2)/, 'Object storage is read by the ItemReader of a Map.'],
  [/:states:::([a-z0-9-]+:)+/, 'Call that service in a function, and name the function here.'],
];

/** A hint for an ARN as a Task's Resource. */
export function replacementFor(arn: string): string {
  const found = REPLACEMENTS.find(([pattern]) => pattern.test(arn));
  if (found === undefined)
    return "Name a function ('resize', 'urn:fss:...'), or another resource of the table.";
  const [pattern, hint] = found;
  return hint.replace('$1', pattern.exec(arn)?.[1] ?? 'NAME');
}
