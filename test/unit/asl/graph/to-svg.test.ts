import { toSvg } from '../../../../asl/graph';
import { machine, machines, task } from './support/machines';

/** The names of elements in order of their end; fails where the text is not well-formed. */
function elementsOf(svg: string): string[] {
  const open: string[] = [];
  const closed: string[] = [];
  const rest = svg.replaceAll(
    /<(\/?)([\w-]+)((?: [\w:-]+="[^"<]*")*)(\/?)>/g,
    (_tag, end: string, name: string, _attributes, alone: string) => {
      if (end === '/') {
        if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
        closed.push(name);
      } else if (alone === '') open.push(name);
      else closed.push(name);
      return '';
    },
  );
  if (open.length > 0) throw new Error(`<${open.join('><')}> is not closed`);
  if (rest.includes('<') || /&(?!(?:amp|lt|gt|quot|#39);)/.test(rest))
    throw new Error(`not escaped: ${rest}`);
  return closed;
}

test.each(Object.keys(machines))('is well-formed: %s', (name) => {
  const elements = elementsOf(toSvg(machines[name] ?? machine({})));
  expect(elements.at(-1)).toBe('svg');
  expect(elements).not.toContain('script');
});

test('escapes names, conditions and comments, and replaces what XML cannot hold', () => {
  const name = `</title><script>"x" & 'y'</script>\u0000\ud800`;
  const svg = toSvg({ ...machine({ [name]: task('') }), Comment: '<b>&' });
  expect(elementsOf(svg)).not.toContain('script');
  expect(svg).toContain('<title>&lt;b&gt;&amp;</title>');
  expect(svg).toContain('\ufffd\ufffd');
});

test('is the same text for the same definition', () => {
  for (const definition of Object.values(machines))
    expect(toSvg(definition)).toBe(toSvg(structuredClone(definition)));
});

test('has a title and a description of every way for those who cannot see it', () => {
  const svg = toSvg(machine({ A: task('B'), B: task('') }), { title: 'Two steps' });
  expect(svg).toContain('<title>Two steps</title>');
  expect(svg).toContain('<desc>Starts at A. A (Task) to B. B (Task) to the end.</desc>');
});

test('loads nothing, and has colours for light and for dark', () => {
  const svg = toSvg(machines['four arms'] ?? machine({}));
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
    /https?:|url\(|href|@import|@font-face/,
  );
  expect(svg).toContain('@media (prefers-color-scheme:dark)');
});

test('colours states by what happened to them, and says how long they took', () => {
  const svg = toSvg(
    machine({ A: { Type: 'Map', ItemProcessor: machine({ B: task('') }), Next: 'C' }, C: task('') }),
    {
      states: {
        A: { status: 'succeeded', durationMs: 61_000 },
        'A/B': { status: 'retrying', durationMs: 1240, tries: 3 },
      },
    },
  );
  expect(svg).toMatch(/<g class="state Map frame succeeded" data-state="A">.*1 min/);
  expect(svg).toMatch(/<g class="state Task retrying" data-state="A\/B">.*1\.2 s, 3 tries/);
  expect(svg).toMatch(/<g class="state Task" data-state="C">/);
});
