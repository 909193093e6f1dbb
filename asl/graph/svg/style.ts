/** Colours of one scheme. Classes stand below `.tfg-graph`, so that a page that holds the picture is not touched. */
interface Scheme {
  readonly page: string;
  readonly box: string;
  readonly frame: string;
  readonly border: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly glyph: string;
  readonly error: string;
  readonly loop: string;
  readonly types: Readonly<Record<string, string>>;
  /** Fill and border. */
  readonly statuses: Readonly<Record<string, readonly [fill: string, border: string]>>;
}

const light: Scheme = {
  page: '#ffffff',
  box: '#ffffff',
  frame: '#f6f8fa',
  border: '#8c959f',
  line: '#6e7781',
  text: '#1f2328',
  quiet: '#59636e',
  glyph: '#ffffff',
  error: '#cf222e',
  loop: '#8250df',
  types: {
    Task: '#0969da',
    Pass: '#6e7781',
    Choice: '#8250df',
    Wait: '#9a6700',
    Succeed: '#1a7f37',
    Fail: '#cf222e',
    Parallel: '#0a7d8c',
    Map: '#bc4c00',
    Unknown: '#cf222e',
  },
  statuses: {
    pending: ['#ffffff', '#8c959f'],
    running: ['#e7f1ff', '#0b5cd6'],
    waiting: ['#e7f1ff', '#0b5cd6'],
    retrying: ['#fff5dc', '#9a6700'],
    succeeded: ['#eaf7ee', '#1a7f37'],
    failed: ['#fdecec', '#cf222e'],
    caught: ['#fdf0e6', '#bc4c00'],
  },
};

const dark: Scheme = {
  page: '#0d1117',
  box: '#161b22',
  frame: '#12171e',
  border: '#6e7681',
  line: '#8b949e',
  text: '#e6edf3',
  quiet: '#9ea7b3',
  glyph: '#0d1117',
  error: '#ff7b72',
  loop: '#bc8cff',
  types: {
    Task: '#58a6ff',
    Pass: '#8b949e',
    Choice: '#bc8cff',
    Wait: '#d29922',
    Succeed: '#3fb950',
    Fail: '#ff7b72',
    Parallel: '#39c5cf',
    Map: '#f0883e',
    Unknown: '#ff7b72',
  },
  statuses: {
    pending: ['#161b22', '#6e7681'],
    running: ['#0f2440', '#58a6ff'],
    waiting: ['#0f2440', '#58a6ff'],
    retrying: ['#2d2410', '#d29922'],
    succeeded: ['#12261a', '#3fb950'],
    failed: ['#2f1618', '#ff7b72'],
    caught: ['#2c1c10', '#f0883e'],
  },
};

const SHAPES = [
  '.tfg-graph{font-family:system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}',
  '.tfg-graph .name{font-size:13px}',
  '.tfg-graph .frame .name{font-weight:600}',
  '.tfg-graph .detail,.tfg-graph .label,.tfg-graph .mark text{font-size:11px}',
  '.tfg-graph .box{stroke-width:1.4}',
  '.tfg-graph .frame>.box{stroke-dasharray:5 4}',
  '.tfg-graph .glyph{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}',
  '.tfg-graph .line{fill:none;stroke-width:1.3}',
  '.tfg-graph .loop .line{stroke-width:1.6}',
  '.tfg-graph .catch .line,.tfg-graph .dangling .line{stroke-dasharray:5 3.5}',
  '.tfg-graph .missing rect,.tfg-graph .mention rect,.tfg-graph .apart rect{stroke-dasharray:3 3}',
];

/** The style sheet of a picture: light, and dark where the viewer asks for it. */
export function styleSheet(): string {
  return [...SHAPES, ...colours(light), `@media (prefers-color-scheme:dark){${colours(dark).join('')}}`].join(
    '\n',
  );
}

function colours(scheme: Scheme): string[] {
  const { page, box, frame, border, line, text, quiet, glyph, error, loop, types, statuses } = scheme;
  const rules: [selectors: readonly string[], declarations: string][] = [
    [['.page'], `fill:${page}`],
    [['.name', '.mark text'], `fill:${text}`],
    [['.detail', '.label', '.apart text'], `fill:${quiet}`],
    [['.box'], `fill:${box};stroke:${border}`],
    [['.rule'], `stroke:${border};stroke-opacity:.5`],
    [['.glyph'], `stroke:${glyph}`],
    [['.solid'], `fill:${glyph};stroke:none`],
    [['.line'], `stroke:${line}`],
    [['.head', '.dot'], `fill:${line}`],
    [['.ring'], `fill:none;stroke:${line};stroke-width:1.4`],
    [['.mark rect'], `fill:${box};stroke:${border}`],
    [['.apart rect'], `fill:none;stroke:${border}`],
    [['.loop .line'], `stroke:${loop}`],
    [['.loop .head', '.loop .label'], `fill:${loop}`],
    [['.catch .line', '.dangling .line', '.missing rect'], `stroke:${error}`],
    [['.catch .head', '.catch .label', '.dangling .head', '.missing text'], `fill:${error}`],
    ...Object.entries(types).map(([type, colour]): [string[], string] => [
      [`.${type} .disc`],
      `fill:${colour}`,
    ]),
    ...Object.entries(statuses).flatMap(([status, [fill, stroke]]): [string[], string][] => [
      [[`.${status}>.box`], `fill:${fill};stroke:${stroke}`],
      [[`.${status} .disc`], `fill:${stroke}`],
    ]),
    [['.frame.state>.box'], `fill:${frame}`],
  ];
  return rules.map(
    ([selectors, declarations]) =>
      `${selectors.map((selector) => `.tfg-graph ${selector}`).join(',')}{${declarations}}`,
  );
}
