import {
  ERROR_TABLE,
  type ErrorRow,
  FAILURE_GROUPS,
  OWN_FAILURES,
  type Verdict,
  verdictByNumber,
  verdictByStatus,
} from '../../functiongraph';

const INTRODUCTION = `# Errors

<!-- Written by \`npm run docs\` from functiongraph/error-codes.json and functiongraph/errors/. -->

A call that gave no result throws a \`FunctionGraphError\`. It answers two questions:

- **executed**: did the function run? \`no\`: rejected before it ran. \`yes\`: it ran and failed. \`maybe\`: nobody knows, and it is never rounded to yes or no.
- **transient**: may the same call succeed later? Only the default retry rules read it.

\`names\` is what retry and catch rules match on, most specific first: the function's own error type; the code as the platform sent it (for a kernel number also \`FSS.<number>\`, for \`APIG.<n>\` also \`APIGW.<n>\`); the group;
\`FunctionGraph.OutcomeUnknown\` wherever \`executed\` is \`maybe\`; \`States.Timeout\` or \`States.TaskFailed\`; \`States.ALL\`. A function whose error type begins like one of the platform's names gets \`Function:\` in front of it.

What decides, in this order: the headers \`X-Func-Err-Code\` and \`X-Is-Func-Err\`; the \`status\` inside a v1 answer; the code in the body together with the HTTP status; the HTTP status alone.`;

/** `docs/errors.md`, out of the table. */
export function errorsPage(): string {
  return [
    INTRODUCTION,
    '## Groups',
    FAILURE_GROUPS.map((group) => `- \`${group}\``).join('\n'),
    '## Found by the client itself',
    `The code is that of Node.js (\`ECONNREFUSED\`, \`UND_ERR_SOCKET\`, ...) where there is one, else the group.`,
    verdictTable(
      'when',
      Object.values(OWN_FAILURES).map((own) => [own.when, own]),
    ),
    '## The API gateway',
    '`APIG.<n>` of the dedicated gateway means the same as `APIGW.<n>`. A code with several rows is told apart by the HTTP status.',
    codeTable(/^APIGW/),
    '## Calls of functions',
    codeTable(/^FSS\.(?:0|105[1-5]|1115|1169|112[1-8]|120|1309|14|4)/),
    '## The kernel',
    'In `X-Func-Err-Code`, in the body of a failed call, and as `FSS.<number>`. `1619xx` stands for all that begin so.',
    codeTable(/^\d/),
    '## Management of functions',
    'Listed for completeness: a call of a function meets them rarely or never.',
    codeTable(/^FSS\.(?!0|105[1-5]|1115|1169|112[1-8]|120|1309|14|4)/),
    '## Codes that stand in none of these tables',
    'A kernel number is decided by its range, anything else by the HTTP status. Without any code, `code` is `HTTP.<status>`.',
    verdictTable('range', [
      ['4000 to 9999', verdictByNumber(9_999)],
      ['150400 to 150599', verdictByNumber(150_599)],
      ['2nnnnn', { ...verdictByNumber(1), hint: 'Its last three digits are read as an HTTP status.' }],
      ['other numbers', verdictByNumber(1)],
    ]),
    verdictTable(
      'status',
      [301, 400, 401, 403, 404, 408, 413, 429, 500, 501, 502, 503, 504].map((status) => [
        String(status),
        verdictByStatus(status),
      ]),
    ),
  ].join('\n\n');
}

function codeTable(pattern: RegExp): string {
  const rows: readonly ErrorRow[] = ERROR_TABLE.filter(({ code }) => pattern.test(code));
  return table(
    ['code', 'HTTP', 'text', 'executed', 'transient', 'group', 'what to do'],
    rows.map((row) => {
      const [executed, transient, group, hint] = verdictCells(row);
      return [`\`${row.code}\``, row.status.join(', '), row.text, executed, transient, group, hint];
    }),
  );
}

function verdictTable(what: string, rows: readonly (readonly [string, Verdict])[]): string {
  return table(
    [what, 'executed', 'transient', 'group', 'what to do'],
    rows.map(([name, verdict]) => [name, ...verdictCells(verdict)]),
  );
}

function verdictCells({ executed, transient, group, timedOut, hint }: Verdict) {
  const name = group.slice('FunctionGraph.'.length);
  return [executed, transient ? 'yes' : 'no', timedOut ? `${name}, States.Timeout` : name, hint] as const;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

/** Text of the platform is no markup: `<n>` would be a tag, `|` the end of a cell. */
function escapeCell(text: string): string {
  return text.startsWith('`')
    ? text
    : text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('_', '\\_');
}
