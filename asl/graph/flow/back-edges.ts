/** Which edges lead back to where their way came from: without them the graph has no cycle. Starts at node 0. */
export function findBackEdges(
  nodeCount: number,
  edges: readonly { readonly from: number; readonly to: number }[],
): ReadonlySet<number> {
  const out: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [index, { from }] of edges.entries()) out[from]?.push(index);
  const state = Array.from({ length: nodeCount }, (): 'new' | 'open' | 'done' => 'new');
  const back = new Set<number>();
  const visit = (root: number) => {
    const way = [{ node: root, next: 0 }];
    state[root] = 'open';
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const edge = out[at.node]?.[at.next++];
      if (edge === undefined) {
        state[at.node] = 'done';
        way.pop();
        continue;
      }
      const to = edges[edge]?.to ?? at.node;
      if (state[to] === 'open') back.add(edge);
      else if (state[to] === 'new') {
        state[to] = 'open';
        way.push({ node: to, next: 0 });
      }
    }
  };
  for (let node = 0; node < nodeCount; node++) if (state[node] === 'new') visit(node);
  return back;
}
