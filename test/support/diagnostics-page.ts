import { OWN_RULES, type Rule, SCHEMA_RULES } from '../../asl/check/codes';

const INTRODUCTION = `# Diagnostics

<!-- Written by \`npm run docs\` from asl/check/codes/. -->

What \`tfg validate\` and \`checkStateMachine\` report of a state machine. Match on \`code\`; texts may become better.
An error refuses the definition. A warning does not: the machine runs, perhaps not as meant.

- **path** is a JSON Pointer; the root is \`/\`. **line** and **column** are those of the text, counted from 1; of a mistake inside an expression, they point into it.
- A warning marked _strict_ is an error with \`--strict\` (\`strict: true\`), which takes exactly what the service takes.
- \`<...>\` stands for what differs from case to case.

## In an editor

\`state-machine.schema.json\` of the package is a JSON Schema of the fields: completion, descriptions, and the mistakes that a schema can
know. In YAML, the first line names it: \`# yaml-language-server: $schema=./node_modules/temporal-functiongraph/state-machine.schema.json\`.
In JSON, the editor's settings do (\`json.schemas\` of VS Code), since a definition has no field \`$schema\`.`;

/** `docs/diagnostics.md`, out of the tables of rules. */
export function diagnosticsPage(): string {
  return [
    INTRODUCTION,
    '## What the service refuses or warns of',
    'Codes and, where they are known, texts are those of the service (`ValidateStateMachineDefinition`).',
    table(Object.values(SCHEMA_RULES)),
    '## What a check tells beyond that',
    table(Object.values(OWN_RULES)),
  ].join('\n\n');
}

function table(rules: readonly Rule[]): string {
  return [
    '| code | severity | text | when | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(
      ({ code, severity, strictly, text, when, hint = '' }) =>
        `| \`${code}\` | ${severity}${strictly ? ', _strict_' : ''} | ${[text.trim(), when, hint].map(escapeCell).join(' | ')} |`,
    ),
  ].join('\n');
}

/** `<n>` would be a tag, `|` the end of a cell; code spans stay as they are. */
function escapeCell(text: string): string {
  return text
    .split('`')
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll('|', '\\|')
            .replaceAll('<', '&lt;')
            .replaceAll('_', '\\_')
            .replaceAll('*', '\\*')
            .replaceAll('$', '\\$'),
    )
    .join('`');
}
