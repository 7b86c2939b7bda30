import type { Topology } from '../compliance';

/** What stands where in a picture of a testbed. Sizes are pixels of the picture. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** Wiring between boxes, by position in `boxes`. */
  readonly wires: readonly (readonly [from: number, to: number])[];
}

export interface Box {
  /** The name by which a path calls it. */
  readonly name: string;
  readonly kind: BoxKind;
  /** Further words below the name. */
  readonly caption: string;
  /** The adapter or switch that it belongs to: where one name stands twice, a path stays in its block. */
  readonly block: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type BoxKind =
  'partition' | 'switch' | 'pf' | 'vf' | 'free-vf' | 'vport' | 'nic-switch' | 'port' | 'outside';

const COLUMN = 104;
const MARGIN = 16;
const ROWS = {
  partition: 38,
  switch: 116,
  function: 188,
  vport: 250,
  nicSwitch: 276,
  port: 336,
  outside: 386,
};

interface Draft {
  readonly boxes: Box[];
  readonly wires: (readonly [number, number])[];
  column: number;
}

/**
 * Layers from top to bottom: partitions, extensible switch and functions, NIC switch, physical port, outside. Partitions
 * that hold a VF stand above it; all others above their switch. No layout engine: the same testbed gives the same bytes.
 */
export function layoutOf(topology: Topology): Layout {
  const draft: Draft = { boxes: [], wires: [], column: 0 };
  const placed = new Set<string>();
  for (const adapter of topology.adapters) placeAdapter(draft, topology, adapter, placed);
  for (const each of topology.switches)
    if (!topology.adapters.some(({ adapter }) => adapter === each.adapter))
      placeSwitch(draft, topology, each, placed);
  for (const each of topology.partitions)
    if (!placed.has(each.partition)) placePartition(draft, each, each.switch ?? '', placed);
  wireStrangers(draft, topology);
  const bottom = topology.adapters.length > 0 ? ROWS.outside : ROWS.switch;
  return {
    width: Math.max(draft.column, 2) * COLUMN + 2 * MARGIN,
    height: bottom + 30,
    boxes: draft.boxes,
    wires: draft.wires,
  };
}

const centre = (column: number): number => MARGIN + (column + 0.5) * COLUMN;

function add(draft: Draft, box: Box): number {
  draft.boxes.push(box);
  return draft.boxes.length - 1;
}

type PartitionLine = Topology['partitions'][number];

function placePartition(draft: Draft, partition: PartitionLine, block: string, placed: Set<string>): number {
  placed.add(partition.partition);
  const vlan = partition.vlan === undefined ? '' : `VLAN ${partition.vlan} · `;
  return add(draft, {
    name: partition.partition,
    kind: 'partition',
    caption: `${vlan}${partition.mac.slice(-5)}`,
    block,
    x: centre(draft.column++),
    y: ROWS.partition,
    width: 94,
    height: 40,
  });
}

function placeAdapter(
  draft: Draft,
  topology: Topology,
  { adapter, vfs }: Topology['adapters'][number],
  placed: Set<string>,
): void {
  const first = draft.column;
  const functions = vfs.map((vf) => placeVf(draft, topology, adapter, vf, placed));
  const switches = topology.switches.filter((each) => each.adapter === adapter);
  const pfColumn = draft.column;
  const above = switches.map((each) => placeSwitch(draft, topology, each, placed));
  if (switches.length === 0) draft.column += 1;
  const pf = add(draft, {
    ...at(centre(pfColumn), ROWS.function, 94, 30),
    name: 'PF',
    kind: 'pf',
    caption: adapter,
    block: adapter,
  });
  const vport = add(draft, {
    ...at(centre(pfColumn), ROWS.vport, 94, 18),
    name: 'default VPort',
    kind: 'vport',
    caption: '',
    block: adapter,
  });
  const middle = (centre(first) + centre(draft.column - 1)) / 2;
  const nicSwitch = add(draft, {
    ...at(middle, ROWS.nicSwitch, (draft.column - first) * COLUMN - 10, 34),
    name: 'NIC switch',
    kind: 'nic-switch',
    caption: '',
    block: adapter,
  });
  const port = add(draft, {
    ...at(middle, ROWS.port, 150, 26),
    name: 'physical port',
    kind: 'port',
    caption: '',
    block: adapter,
  });
  const outside = placeOutside(draft, topology, adapter, middle);
  for (const each of above) draft.wires.push([each, pf]);
  draft.wires.push([pf, vport], [vport, nicSwitch], [nicSwitch, port], [port, outside]);
  for (const each of functions) draft.wires.push([each, nicSwitch]);
}

const at = (
  x: number,
  y: number,
  width: number,
  height: number,
): Pick<Box, 'x' | 'y' | 'width' | 'height'> => ({ x, y, width, height });

function placeOutside(draft: Draft, { outside }: Topology, block: string, x: number): number {
  const names = outside.length === 0 ? ['outside'] : outside;
  return add(draft, {
    ...at(x, ROWS.outside, Math.max(150, 70 + names.join(', ').length * 7), 26),
    name: names.join(', '),
    kind: 'outside',
    caption: '',
    block,
  });
}

function placeVf(
  draft: Draft,
  topology: Topology,
  adapter: string,
  vf: Topology['adapters'][number]['vfs'][number],
  placed: Set<string>,
): number {
  const holder = topology.partitions.find(
    ({ partition }) => partition === vf.holder && !placed.has(partition),
  );
  const above = holder === undefined ? undefined : placePartition(draft, holder, adapter, placed);
  const column = above === undefined ? draft.column++ : draft.column - 1;
  const own = add(draft, {
    ...at(centre(column), ROWS.function, 94, 30),
    name: vf.name,
    kind: above === undefined ? 'free-vf' : 'vf',
    caption: above === undefined ? 'free' : '',
    block: adapter,
  });
  if (above !== undefined) draft.wires.push([above, own]);
  return own;
}

function placeSwitch(
  draft: Draft,
  topology: Topology,
  { switch: name, type, adapter, ports }: Topology['switches'][number],
  placed: Set<string>,
): number {
  const first = draft.column;
  const block = adapter ?? name;
  const managementOs = ports.includes('management OS')
    ? [
        add(draft, {
          ...at(centre(draft.column++), ROWS.partition, 94, 40),
          name: 'management OS',
          kind: 'partition',
          caption: 'internal adapter',
          block,
        }),
      ]
    : [];
  const guests = topology.partitions
    .filter((each) => each.switch === name && !placed.has(each.partition) && !heldElsewhere(topology, each))
    .map((each) => placePartition(draft, each, block, placed));
  if (draft.column === first) draft.column += 1;
  const own = add(draft, {
    ...at(
      (centre(first) + centre(draft.column - 1)) / 2,
      ROWS.switch,
      (draft.column - first) * COLUMN - 12,
      32,
    ),
    name,
    kind: 'switch',
    caption: `${type} switch`,
    block,
  });
  for (const each of [...managementOs, ...guests]) draft.wires.push([each, own]);
  return own;
}

/** Held by a VF that a later adapter will draw. */
const heldElsewhere = (topology: Topology, { partition }: PartitionLine): boolean =>
  topology.adapters.some(({ vfs }) => vfs.some((vf) => vf.holder === partition));

/** A partition on the VF path keeps its synthetic adapter on the switch: no wire is drawn, or the picture drowns in them. */
function wireStrangers(draft: Draft, topology: Topology): void {
  const wired = new Set(draft.wires.map(([from]) => from));
  topology.partitions.forEach(({ partition, switch: name }) => {
    const from = draft.boxes.findIndex((box) => box.kind === 'partition' && box.name === partition);
    const to = draft.boxes.findIndex((box) => box.kind === 'switch' && box.name === name);
    if (from >= 0 && to >= 0 && !wired.has(from)) draft.wires.push([from, to]);
  });
}
