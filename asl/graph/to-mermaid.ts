import type { StateMachine } from '../language/definition';
import { stateGraph } from './model/read-graph';
import type { GraphEdge, GraphNode, StateGraph } from './model/state-graph';

/**
 * A state machine as a Mermaid flowchart: containers as subgraphs, errors as dotted edges. Draws wrong definitions too,
 * and shows what is missing. Checked with Mermaid 11: https://mermaid.js.org/syntax/flowchart.html.
 */
export function toMermaid(definition: StateMachine): string {
  const writer = new Writer();
  writer.graph(stateGraph(definition), '  ', true);
  return ['flowchart TD', ...writer.lines, ...writer.styles(), ''].join('\n');
}

/** Class by kind of node; colours that read on a light and on a dark page. */
const CLASSES: Readonly<Record<string, string>> = {
  task: 'stroke:#0969da',
  choice: 'stroke:#8250df',
  wait: 'stroke:#9a6700',
  succeed: 'stroke:#1a7f37',
  fail: 'stroke:#cf222e',
  missing: 'stroke:#cf222e,stroke-dasharray:4 3',
  mark: 'fill:#6e7781,stroke:#6e7781',
};

class Writer {
  readonly lines: string[] = [];
  private count = 0;
  private edgeCount = 0;
  private readonly errors: number[] = [];
  private readonly classes = new Map<string, string[]>();

  graph(graph: StateGraph, indent: string, outermost: boolean): void {
    const ids = new Map(graph.nodes.map(({ name }) => [name, this.id()]));
    for (const node of graph.nodes) this.node(node, ids.get(node.name) ?? '', indent);
    const idOf = (name: string) => {
      const known = ids.get(name);
      if (known !== undefined) return known;
      const id = this.id();
      ids.set(name, id);
      this.lines.push(`${indent}${id}[${quoted(name)}]`);
      this.paint('missing', id);
      return id;
    };
    if (graph.start !== undefined && (outermost || graph.nodes.length > 1)) {
      const start = this.mark('((', '))', indent);
      this.edge(indent, start, '-->', idOf(graph.start));
    }
    for (const edge of graph.edges) this.graphEdge(edge, idOf(edge.from), idOf(edge.to), indent);
    const ends = graph.nodes.filter(({ ends: isEnd, type }) => isEnd && type !== 'Succeed');
    if (!outermost || ends.length === 0) return;
    const end = this.mark('(((', ')))', indent);
    for (const { name } of ends) this.edge(indent, idOf(name), '-->', end);
  }

  styles(): string[] {
    const used = [...this.classes];
    return [
      ...used.map(([name]) => `  classDef ${name} ${CLASSES[name]}`),
      ...used.map(([name, ids]) => `  class ${ids.join(',')} ${name}`),
      ...(this.errors.length === 0 ? [] : [`  linkStyle ${this.errors.join(',')} stroke:#cf222e`]),
    ];
  }

  private node(node: GraphNode, id: string, indent: string): void {
    const retries = node.retries === undefined || node.retries === 0 ? '' : ` ↻ ${node.retries}`;
    const name = node.name.replaceAll(/\s+/g, ' ');
    const what = `${node.detail}${retries}`;
    if (node.inner.length === 0) {
      const [open, close] = shapeOf(node);
      this.lines.push(`${indent}${id}${open}${quoted(`${name}\n${what}`)}${close}`);
      if (node.type.toLowerCase() in CLASSES) this.paint(node.type.toLowerCase(), id);
      return;
    }
    // Mermaid keeps room for one line of a subgraph's title.
    this.subgraph(id, `${name} · ${what}`, indent, () => {
      for (const [index, inner] of node.inner.entries()) {
        if (node.type === 'Map') this.graph(inner, `${indent}  `, false);
        else
          this.subgraph(this.id(), `branch ${index + 1}`, `${indent}  `, () =>
            this.graph(inner, `${indent}    `, false),
          );
      }
    });
  }

  private subgraph(id: string, title: string, indent: string, body: () => void): void {
    this.lines.push(`${indent}subgraph ${id} [${quoted(title)}]`, `${indent}  direction TB`);
    const before = this.lines.length;
    body();
    // Mermaid takes an empty subgraph for a node that was declared twice.
    if (this.lines.length === before) this.lines.push(`${indent}  ${this.id()}[" "]`);
    this.lines.push(`${indent}end`);
  }

  private graphEdge({ kind, label }: GraphEdge, from: string, to: string, indent: string): void {
    if (kind === 'catch') this.errors.push(this.edgeCount);
    this.edge(indent, from, kind === 'catch' ? '-.->' : '-->', to, label);
  }

  private edge(indent: string, from: string, arrow: string, to: string, label?: string): void {
    const text = label === undefined ? '' : `|${quoted(label)}|`;
    this.lines.push(`${indent}${from} ${arrow}${text} ${to}`);
    this.edgeCount++;
  }

  private mark(open: string, close: string, indent: string): string {
    const id = this.id();
    this.lines.push(`${indent}${id}${open}" "${close}`);
    this.paint('mark', id);
    return id;
  }

  private paint(name: string, id: string): void {
    const ids = this.classes.get(name) ?? [];
    this.classes.set(name, ids);
    ids.push(id);
  }

  private id(): string {
    return `s${this.count++}`;
  }
}

function shapeOf({ type }: GraphNode): readonly [open: string, close: string] {
  if (type === 'Choice') return ['{{', '}}'];
  return type === 'Succeed' || type === 'Fail' ? ['([', '])'] : ['(', ')'];
}

/** Every character that Mermaid, Markdown or HTML could read as something else goes by its number. */
function quoted(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      line.replaceAll(/[^\p{L}\p{N} ,$()=↻·→≤≥…]/gu, (character) => `#${character.codePointAt(0)};`),
    );
  return `"${lines.join('<br/>')}"`;
}
