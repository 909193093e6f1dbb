/**
 * A rule of a Choice in short human words: `$.total > 100`, `$.mail is present and not $.vip`. Takes rules of both query
 * languages, and says `?` where it finds no condition.
 */
export function conditionText(rule: unknown): string {
  return isObject(rule) ? words(rule) : '?';
}

const SIGNS: Readonly<Record<string, string>> = {
  Equals: '=',
  LessThan: '<',
  LessThanEquals: '≤',
  GreaterThan: '>',
  GreaterThanEquals: '≥',
};

const COMPARISON = /^(?:String|Numeric|Timestamp)(Equals|(?:Less|Greater)Than(?:Equals)?)(Path)?$/;
const KIND = /^Is(Null|Present|Numeric|String|Boolean|Timestamp)$/;

const KINDS: Readonly<Record<string, string>> = {
  Null: 'null',
  Present: 'present',
  Numeric: 'a number',
  String: 'a string',
  Boolean: 'a boolean',
  Timestamp: 'a timestamp',
};

function words(rule: Readonly<Record<string, unknown>>): string {
  if (rule['Condition'] !== undefined) return expressionText(rule['Condition']);
  for (const [operator, value] of Object.entries(rule)) {
    if (operator === 'And' || operator === 'Or') return joined(value, operator.toLowerCase());
    if (operator === 'Not') return isObject(value) ? `not ${grouped(value)}` : 'not ?';
    const { Variable } = rule;
    const text = compared(typeof Variable === 'string' ? Variable : '?', operator, value);
    if (text !== undefined) return text;
  }
  return '?';
}

function joined(rules: unknown, word: string): string {
  if (!Array.isArray(rules) || rules.length === 0) return '?';
  return rules.map((rule: unknown) => (isObject(rule) ? grouped(rule) : '?')).join(` ${word} `);
}

/** With brackets where the words of an outer rule could be read into it. */
function grouped(rule: Readonly<Record<string, unknown>>): string {
  return 'And' in rule || 'Or' in rule ? `(${words(rule)})` : words(rule);
}

function compared(variable: string, operator: string, value: unknown): string | undefined {
  if (operator === 'BooleanEquals') return value === false ? `not ${variable}` : variable;
  if (operator === 'BooleanEqualsPath') return `${variable} = ${String(value)}`;
  if (operator === 'StringMatches') return `${variable} like ${literal(value)}`;
  const kind = KIND.exec(operator)?.[1];
  if (kind !== undefined) return `${variable} is ${value === false ? 'not ' : ''}${KINDS[kind]}`;
  const [, sign = '', path] = COMPARISON.exec(operator) ?? [];
  if (sign === '') return undefined;
  const other = path === undefined && !operator.startsWith('Timestamp') ? literal(value) : String(value);
  return `${variable} ${SIGNS[sign]} ${other}`;
}

/** JSONata without its brackets, on one line. */
export function expressionText(expression: unknown): string {
  const text = typeof expression === 'string' ? expression : literal(expression);
  return text
    .replace(/^\s*\{%/, '')
    .replace(/%\}\s*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function literal(value: unknown): string {
  return JSON.stringify(value) ?? '?';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
