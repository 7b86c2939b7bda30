import type { Topology } from '../compliance';
import { layoutOf, type Box, type BoxKind } from './layout';
import { routeOver, type DrawnRoute, type Route } from './route';

const INK = '#1c2430';
const MUTED = '#5b6572';
const FILLS: Readonly<Record<BoxKind, string>> = {
  partition: '#ffffff',
  switch: '#eef2f7',
  pf: '#ffffff',
  vf: '#ffffff',
  'free-vf': '#f7f7f7',
  vport: '#ffffff',
  'nic-switch': '#e3e9f1',
  port: '#ffffff',
  outside: '#f7f5ef',
};

/** Ways are told apart by line and by word, not by colour alone. */
const LINES: Readonly<
  Record<string, { readonly colour: string; readonly dash: string; readonly width: number }>
> = {
  actual: { colour: '#a3211b', dash: '', width: 3 },
  expected: { colour: '#1f4e79', dash: '7 5', width: 2.5 },
  due: { colour: '#1f4e79', dash: '7 5', width: 2.5 },
};
const PLAIN = { colour: '#1f4e79', dash: '', width: 2.5 };

/** A testbed as SVG with the ways of frames drawn into it. Deterministic, self-contained, readable without colour. */
export function drawTopology(topology: Topology, routes: readonly Route[]): string {
  const layout = layoutOf(topology);
  const drawn = routes
    .slice(0, 4)
    .map((route, lane) => routeOver(layout, route, lane))
    .filter((route) => route.points.length > 1);
  const legend = drawn.length * 18 + (drawn.length > 0 ? 14 : 0);
  const height = layout.height + legend;
  const wires = layout.wires.map(([from, to]) => wire(layout.boxes[from], layout.boxes[to]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${height}" width="${layout.width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${svgText(['Testbed', ...drawn.map((route) => `${route.words}: ${route.path}`)].join('; '))}</title>`,
    ...wires,
    ...layout.boxes.map(boxOf),
    ...drawn.map(lineOf),
    ...layout.boxes.map(nameOf),
    ...drawn.map((route, index) => legendOf(route, layout.height + 10 + index * 18)),
    '</svg>',
  ].join('');
}

const svgText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function wire(from: Box | undefined, to: Box | undefined): string {
  if (from === undefined || to === undefined) return '';
  const x = to.kind === 'nic-switch' || to.kind === 'switch' ? from.x : to.x;
  const start = from.kind === 'nic-switch' || from.kind === 'switch' ? x : from.x;
  return `<line x1="${start}" y1="${from.y}" x2="${x}" y2="${to.y}" stroke="#b8c0ca" stroke-width="1.5"/>`;
}

function boxOf({ kind, x, y, width, height }: Box): string {
  const dash = kind === 'free-vf' ? ' stroke-dasharray="3 3"' : '';
  const round = kind === 'partition' || kind === 'outside' ? 6 : 2;
  return `<rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="${round}" fill="${FILLS[kind]}" stroke="${INK}" stroke-width="1"${dash}/>`;
}

/** Over the ways and with a rim of the box's own colour, so that no line strikes a name out. */
function nameOf({ name, kind, caption, x, y, width, height }: Box): string {
  const size = kind === 'vport' || name.length > 12 ? 9 : name.length > 11 ? 10.5 : 12;
  const room = Math.floor((width - 10) / (size * 0.6));
  const short = name.length > room ? `${name.slice(0, room - 1)}…` : name;
  const left = x - width / 2 + 7;
  const rim = `paint-order="stroke" stroke="${FILLS[kind]}" stroke-width="3"`;
  const words = `font-size="${size}" font-weight="600" fill="${INK}" ${rim}`;
  const small = `font-size="9" fill="${MUTED}" ${rim}`;
  if (kind === 'switch')
    return `<text x="${left}" y="${y - 3}" ${words}>${svgText(short)}<tspan dx="8" font-size="9" font-weight="400" fill="${MUTED}">${svgText(caption)}</tspan></text>`;
  if (kind === 'nic-switch') return `<text x="${left}" y="${y + 12}" ${words}>${svgText(short)}</text>`;
  if (caption === '' || height < 30)
    return `<text x="${left}" y="${y + 4}" ${words}>${svgText(short)}</text>`;
  return `<text x="${left}" y="${y - 2}" ${words}>${svgText(short)}</text><text x="${left}" y="${y + 11}" ${small}>${svgText(caption)}</text>`;
}

const isDropped = ({ end }: Route): boolean => end.startsWith('dropped');

function lineOf(route: DrawnRoute): string {
  const { colour, dash, width } = LINES[route.words] ?? PLAIN;
  const points = route.points.map(({ x, y }) => `${x},${y}`).join(' ');
  const stroke = `stroke="${colour}" stroke-width="${width}" fill="none" stroke-linejoin="round"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
  const stops = route.stops
    .slice(0, -1)
    .map(
      ({ x, y }) =>
        `<circle cx="${x}" cy="${y}" r="3.5" fill="#ffffff" stroke="${colour}" stroke-width="1.5"/>`,
    );
  return `<g><polyline points="${points}" ${stroke}/>${stops.join('')}${endOf(route, colour)}</g>`;
}

/** An arrowhead where the frame was received, a cross where it was dropped. */
function endOf(route: DrawnRoute, colour: string): string {
  const last = route.points.at(-1);
  const before = route.points.at(-2);
  if (last === undefined || before === undefined) return '';
  if (isDropped(route)) {
    const { x, y } = last;
    return `<path d="M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x + 6} ${y - 6}L${x - 6} ${y + 6}" stroke="${colour}" stroke-width="3"/>`;
  }
  const angle = Math.round((Math.atan2(last.y - before.y, last.x - before.x) * 180) / Math.PI);
  return `<path d="M8 0L-5 -6L-5 6Z" fill="${colour}" transform="translate(${last.x} ${last.y}) rotate(${angle})"/>`;
}

function legendOf(route: DrawnRoute, y: number): string {
  const { colour, dash, width } = LINES[route.words] ?? PLAIN;
  const line = `<line x1="16" y1="${y - 4}" x2="52" y2="${y - 4}" stroke="${colour}" stroke-width="${width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`;
  const end = route.end === '' ? '' : `  [${route.end}]`;
  return `${line}<text x="60" y="${y}" fill="${INK}"><tspan font-weight="600">${svgText(route.words)}</tspan> ${svgText(route.path + end)}</text>`;
}
