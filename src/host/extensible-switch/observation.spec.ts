import { expect } from 'chai';
import { difference } from '../../isolation/difference';
import type {
  ExtensionCall as ActionCall,
  ExtensionRule as ActionRule,
  PortPolicy as ActionPolicy,
} from '../../isolation/action';
import type { SwitchPaths } from '../../path/configuration';
import { domainKey } from '../../terms/domain';
import type { ExtensionCall, ExtensionRule } from './extension';
import type { ExtensibleSwitch } from './extensible-switch';
import { extensibleSwitchShelves } from './extensible-switch-shelves';
import { must, portNamed, send, switchWith, withPolicies, withVm } from './extensible-switch.fixture';
import { pathView } from './path-view';
import type { PortPolicy } from './port-policy';
import { removePort } from './removal';
import { referenceNic } from './references';
import { setVfAssigned } from './vf-assignment';

const sw = switchWith({ sriov: true, vms: [{ name: 'a' }, { name: 'b' }] });
/** Who is affected in what, without repetition. */
const affected = (before: ExtensibleSwitch, after: ExtensibleSwitch): readonly string[] =>
  Array.from(
    new Set(
      difference(extensibleSwitchShelves(before), extensibleSwitchShelves(after)).map(
        ({ owner, facet }) => `${domainKey(owner)} ${facet}`,
      ),
    ),
  ).sort();

describe('what a switch lets be observed', () => {
  const cases: readonly (readonly [string, ExtensibleSwitch, readonly string[]])[] = [
    ['nothing', sw, []],
    ['a policy', withPolicies(sw, 'a', { kind: 'dhcp-guard', on: true }), ['partition:a config']],
    ['a VF', must(setVfAssigned(sw, portNamed(sw, 'a'), true)), ['partition:a port']],
    ['a reference', must(referenceNic(sw, portNamed(sw, 'a'), 'E')), ['pf switch']],
    [
      'a new VM',
      must(withVm(sw, { name: 'c' })),
      ['partition:c config', 'partition:c port', 'partition:c statistics', 'pf statistics', 'pf switch'],
    ],
    [
      'a removed VM',
      must(removePort(sw, portNamed(sw, 'b'))),
      ['partition:b config', 'partition:b port', 'partition:b statistics', 'pf statistics', 'pf switch'],
    ],
    ['a frame', send(sw, 'a', 'b').switch, ['partition:a statistics', 'partition:b statistics']],
  ];
  for (const [what, after, expected] of cases)
    it(`changes by ${what} for ${expected.join(', ') || 'nobody'}`, () => {
      expect(affected(sw, after)).to.deep.equal(expected);
    });

  it('tells a neighbour nothing of a frame that it is denied', () => {
    const deny = withPolicies(sw, 'b', { kind: 'acl', rules: [{ action: 'deny', direction: 'in' }] });
    expect(affected(deny, send(deny, 'a', 'b').switch)).to.deep.equal([
      'partition:a statistics',
      'pf statistics',
    ]);
  });

  it('names every cell once', () => {
    const names = extensibleSwitchShelves(send(sw, 'a', 'all').switch).flatMap((shelf) =>
      Array.from(shelf.table.entries()).flatMap(([key, value]) =>
        shelf.cells(key, value).map(({ owner, facet, name }) => `${domainKey(owner)} ${facet} ${name}`),
      ),
    );
    expect(new Set(names).size).to.equal(names.length);
  });

  it('shows every member of the root but the indexes derived from it', () => {
    const shown = new Set<unknown>(extensibleSwitchShelves(sw).map(({ table }) => table));
    const hidden = Object.entries(sw).filter(([name, member]) => name !== 'settings' && !shown.has(member));
    expect(hidden.map(([name]) => name)).to.deep.equal(['byMac', 'byPartition']);
  });

  it('is the same table while nothing changes', () => {
    const [first] = extensibleSwitchShelves(sw);
    expect(extensibleSwitchShelves({ ...sw })[0]?.table).to.equal(first?.table);
  });
});

describe('the view of a path oracle', () => {
  it('has the shape that the path folder asks for', () => {
    const view: SwitchPaths = pathView(withPolicies(sw, 'a', { kind: 'mirror-to', partition: 'b' }));
    expect(view.adapter).to.equal('NIC1');
    expect(view.ports.map(({ owner, connected }) => [owner.kind, connected])).to.deep.equal([
      ['external', true],
      ['management-os', true],
      ['partition', true],
      ['partition', true],
    ]);
    expect(view.ports[2]?.mirrorTo).to.equal(portNamed(sw, 'b'));
  });
});

/** Actions are passed straight through: their types must stay the same as the ones here. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const sameTypes: readonly [
  Same<ActionPolicy, PortPolicy>,
  Same<ActionRule, ExtensionRule>,
  Same<ActionCall, ExtensionCall>,
] = [true, true, true];

describe('types that actions and this switch share', () => {
  it('are checked by the compiler', () => {
    expect(sameTypes).to.deep.equal([true, true, true]);
  });
});
