import type { Box, Layout } from './layout';

/** A frame's way, as names of hops. */
export interface Route {
  /** `actual`, `expected`, `due`, … */
  readonly words: string;
  /** `web > VF 1 > NIC switch > VF 2 > db` */
  readonly path: string;
  /** How it ended: `delivered`, `dropped`. */
  readonly end: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnRoute extends Route {
  readonly points: readonly Point[];
  /** Where each hop is marked; hops that the picture does not show are left out. */
  readonly stops: readonly Point[];
}

/** Ways run right of a box's name, each in its own lane, so that none hides a word or another way. */
const FIRST_LANE = 22;
const LANE = 6;

export function routeOver(layout: Layout, route: Route, lane: number): DrawnRoute {
  const boxes = boxesAlong(layout, route.path.split(' > '));
  const right = FIRST_LANE + lane * LANE;
  const points: Point[] = [];
  const stops: Point[] = [];
  boxes.forEach((box, index) => {
    const before = narrow(boxes, index, -1);
    const after = narrow(boxes, index, 1);
    const entry = isWide(box) ? within(box, (before ?? after ?? box).x) : box.x;
    const exit = isWide(box) ? within(box, (after ?? before ?? box).x) : box.x;
    const y = heightOf(box, lane);
    points.push({ x: entry + right, y });
    if (exit !== entry) points.push({ x: exit + right, y });
    stops.push({ x: entry + right, y });
  });
  return { ...route, points, stops };
}

/** A way begins and ends at the foot of a partition; in a bar, lanes lie above each other. */
function heightOf(box: Box, lane: number): number {
  if (box.kind === 'partition') return box.y + box.height / 2;
  if (box.kind === 'switch') return box.y + 3 + lane * 4;
  return box.kind === 'nic-switch' ? box.y - 9 + lane * 4 : box.y;
}

const isWide = (box: Box): boolean => box.kind === 'nic-switch' || box.kind === 'switch';

const within = (box: Box, x: number): number =>
  Math.min(Math.max(x, box.x - box.width / 2 + 10), box.x + box.width / 2 - 10);

/** The next box to one side that is not a bar: a bar is entered and left straight below or above it. */
function narrow(boxes: readonly Box[], index: number, step: 1 | -1): Box | undefined {
  for (let at = index + step; at >= 0 && at < boxes.length; at += step) {
    const box = boxes[at];
    if (box !== undefined && !isWide(box)) return box;
  }
  return undefined;
}

function boxesAlong(layout: Layout, names: readonly string[]): readonly Box[] {
  const found: Box[] = [];
  names.forEach((name, index) => {
    const candidates = layout.boxes.filter((box) => isNamed(box, name));
    const block = found.at(-1)?.block ?? blockAhead(layout, names.slice(index + 1));
    const box = candidates.find((each) => each.block === block) ?? candidates[0];
    if (box !== undefined) found.push(box);
  });
  return found;
}

function blockAhead(layout: Layout, names: readonly string[]): string | undefined {
  for (const name of names) {
    const boxes = layout.boxes.filter((box) => isNamed(box, name));
    if (boxes.length === 1) return boxes[0]?.block;
  }
  return undefined;
}

function isNamed(box: Box, name: string): boolean {
  if (box.kind === 'outside') return name === 'outside' || box.name.split(', ').includes(name);
  if (box.kind === 'partition') return name === box.name || name.startsWith(`${box.name}/`);
  if (box.kind === 'nic-switch') return name === 'NIC switch' || /^VPort \d+$/.test(name);
  return (
    name === box.name || (box.kind === 'vf' && name.startsWith(`${box.name} of `) && name.endsWith(box.block))
  );
}

/** Position of the first hop at which two ways differ. */
export function firstDifference(expected: string, actual: string): number {
  const a = expected.split(' > ');
  const b = actual.split(' > ');
  const at = a.findIndex((name, index) => name !== b[index]);
  return at < 0 ? a.length : at;
}
