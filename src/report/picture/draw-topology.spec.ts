import { expect } from 'chai';
import type { Topology } from '../compliance';
import { TOPOLOGY } from '../testing/sample-scenarios';
import { drawTopology } from './draw-topology';
import { layoutOf, type Box } from './layout';
import { firstDifference, routeOver } from './route';

const topology = TOPOLOGY as unknown as Topology;
const route = (path: string, words = 'actual', end = 'delivered') => ({ words, path, end });

describe('the layout of a testbed', () => {
  const { boxes, width, height } = layoutOf(topology);
  const box = (name: string): Box => boxes.find((each) => each.name === name) as Box;

  it('draws each party, function and switch once', () => {
    const names = boxes.map((each) => each.name);
    expect(new Set(names).size).to.equal(names.length);
    expect(names).to.include.members([
      'web',
      'db',
      'legacy',
      'payroll',
      'archive',
      'management OS',
      'VF 1',
      'VF 2',
      'VF 3',
      'PF',
      'default VPort',
      'NIC switch',
      'External',
      'physical port',
      'outside',
    ]);
  });

  it('puts layers under each other, and a VF under its partition', () => {
    const order = ['web', 'External', 'VF 1', 'default VPort', 'NIC switch', 'physical port', 'outside'].map(
      (name) => box(name).y,
    );
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
    expect(box('web').x).to.equal(box('VF 1').x);
    expect(box('db').x).to.equal(box('VF 2').x);
  });

  it('lets no two boxes of one layer overlap, and none leave the picture', () => {
    for (const a of boxes) {
      expect(a.x - a.width / 2).to.be.at.least(0);
      expect(a.x + a.width / 2).to.be.at.most(width);
      expect(a.y + a.height / 2).to.be.at.most(height);
      for (const b of boxes)
        if (a !== b && a.y === b.y)
          expect(Math.abs(a.x - b.x), `${a.name}, ${b.name}`).to.be.at.least((a.width + b.width) / 2);
    }
  });

  it('draws two adapters, switches without one, free VFs, and partitions without anything', () => {
    const many: Topology = {
      adapters: [
        { adapter: 'NIC1', vfs: [{ name: 'VF 1', holder: 'web' }, { name: 'VF 2' }] },
        { adapter: 'NIC2', vfs: [{ name: 'VF 1', holder: 'db' }] },
      ],
      switches: [
        { switch: 'Quiet', type: 'private', ports: ['lab'] },
        { switch: 'Outer', type: 'external', adapter: 'NIC2', ports: [] },
      ],
      partitions: ['web', 'db', 'lab', 'stray'].map((partition) => ({
        partition,
        path: 'VF',
        mac: '00-15-5D-00-00-01',
        ...(partition === 'lab' ? { switch: 'Quiet' } : {}),
      })),
      outside: ['peer', 'router'],
    };
    const names = layoutOf(many).boxes.map((each) => each.name);
    expect(names.filter((name) => name === 'NIC switch')).to.have.length(2);
    expect(names.filter((name) => name === 'VF 1')).to.have.length(2);
    expect(names).to.include.members(['web', 'db', 'lab', 'stray', 'Quiet', 'Outer', 'VF 2', 'peer, router']);
    const { stops } = routeOver(layoutOf(many), route('db > VF 1 > NIC switch > physical port'), 0);
    const second = layoutOf(many).boxes.filter((each) => each.name === 'VF 1')[1];
    expect(stops[1]?.x).to.be.closeTo(second?.x ?? 0, 60);
  });

  it('draws an empty testbed', () => {
    expect(drawTopology({ adapters: [], switches: [], partitions: [], outside: [] }, [])).to.match(
      /^<svg .*<\/svg>$/,
    );
  });
});

describe('the way of a frame in the picture', () => {
  const layout = layoutOf(topology);

  it('has a stop at every hop', () => {
    for (const path of [
      'web > VF 1 > NIC switch > VF 2 > db',
      'web > VF 1 > NIC switch > default VPort > PF > External > legacy',
      'outside > physical port > NIC switch > VF 1 > web',
      'legacy > External > archive',
    ])
      expect(routeOver(layout, route(path), 0).stops, path).to.have.length(path.split(' > ').length);
  });

  it('leaves out hops that the picture does not show', () => {
    expect(routeOver(layout, route('web > VF 1 > a cloud > VF 2 > db'), 0).stops).to.have.length(4);
  });

  it('keeps two ways apart', () => {
    const path = 'web > VF 1 > NIC switch > VF 2 > db';
    const [a, b] = [0, 1].map((lane) => routeOver(layout, route(path), lane).points);
    expect(a?.some((point) => b?.some((other) => other.x === point.x && other.y === point.y))).to.equal(
      false,
    );
  });

  it('tells actual from expected by line and word, and a drop by a cross', () => {
    const svg = drawTopology(topology, [
      route('web > VF 1 > NIC switch', 'actual', 'dropped: spoofed source'),
      route('web > VF 1 > NIC switch > VF 2 > db', 'expected', ''),
    ]);
    expect(svg).to.include('stroke-dasharray="7 5"');
    expect(svg).to.include('[dropped: spoofed source]');
    expect(svg.match(/<path d="M8 0L-5 -6L-5 6Z"/g)).to.have.length(1);
    expect(svg.match(/<path d="M\S+ \S+L\S+ \S+M/g)).to.have.length(1);
  });

  it('is the same text every time, with names made harmless', () => {
    const hostile: Topology = {
      ...topology,
      partitions: [{ partition: '<script>"x"', path: 'VF', mac: '00' }],
    };
    const svg = drawTopology(hostile, []);
    expect(svg).not.to.include('<script>');
    expect(drawTopology(hostile, [])).to.equal(svg);
  });

  it('finds the first hop that differs', () => {
    expect(firstDifference('a > b > c', 'a > x > c')).to.equal(1);
    expect(firstDifference('a > b', 'a > b > c')).to.equal(2);
  });
});
